package io.vouchsafe.portal.internal.credential;

import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.partners.Integrations;
import io.vouchsafe.partners.NewCredential;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Notices;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A partner's API keys: create, see once, revoke. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class CredentialsPage {
    private PortalCaller people;
    private Integrations integrations;
    private Notices notices;

    private List<CredentialView> credentials = List.of();
    private @Nullable String name;
    private int days = 90;
    private @Nullable String revoked;
    private @Nullable String issuedKey;

    /** For the client proxy. */
    protected CredentialsPage() {}

    @Inject
    public CredentialsPage(PortalCaller people, Integrations integrations, Notices notices) {
        this.people = people;
        this.integrations = integrations;
        this.notices = notices;
    }

    public void load() {
        credentials = integrations.credentials(people.current()).items();
    }

    /** Creates a key and shows it on this very answer, never again: no redirect, no session. */
    public void create() {
        var outcome =
                integrations.create(
                        people.current(),
                        new NewCredential(
                                name == null ? "" : name.strip(),
                                Set.of("infer"),
                                Set.of(),
                                Instant.now().plus(Duration.ofDays(days)),
                                null));
        notices.of(outcome, "credentials.created").ifPresent(issued -> issuedKey = issued.key());
        load();
    }

    public String revoke() {
        if (revoked != null) {
            notices.of(
                    integrations.revoke(people.current(), new CredentialId(revoked)),
                    "credentials.revoked");
        }
        return "credentials.xhtml?faces-redirect=true";
    }

    /** Where a key stands. */
    public Badge badge(CredentialView credential) {
        if (credential.revokedAt() != null) {
            return Badge.KEY_REVOKED;
        }
        return credential.expiresAt().isBefore(Instant.now()) ? Badge.KEY_EXPIRED : Badge.KEY_VALID;
    }

    public boolean revocable(CredentialView credential) {
        return badge(credential) == Badge.KEY_VALID;
    }

    public List<CredentialView> getCredentials() {
        return credentials;
    }

    public @Nullable String getIssuedKey() {
        return issuedKey;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public int getDays() {
        return days;
    }

    public void setDays(int days) {
        this.days = days;
    }

    public @Nullable String getRevoked() {
        return revoked;
    }

    public void setRevoked(@Nullable String revoked) {
        this.revoked = revoked;
    }
}
