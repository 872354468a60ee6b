package io.vouchsafe.portal.internal.credential;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.partners.Integrations;
import io.vouchsafe.partners.NewCredential;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.internal.frame.Notices;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A partner's API keys: create, see once, revoke. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class CredentialsPage {
    private static final Duration SOON = Duration.ofDays(14);
    private static final Set<Integer> TERMS = Set.of(30, 90, 365);

    private PortalCaller people;
    private Integrations integrations;
    private Contracts contracts;
    private Notices notices;
    private Frame frame;
    private HttpServletRequest request;

    private @Nullable List<CredentialView> credentials;
    private @Nullable String name;
    private int days = 90;
    private @Nullable String revoked;
    private @Nullable String confirmation;
    private @Nullable String issuedKey;

    /** For the client proxy. */
    protected CredentialsPage() {}

    @Inject
    public CredentialsPage(
            PortalCaller people,
            Integrations integrations,
            Contracts contracts,
            Notices notices,
            Frame frame,
            HttpServletRequest request) {
        this.people = people;
        this.integrations = integrations;
        this.contracts = contracts;
        this.notices = notices;
        this.frame = frame;
        this.request = request;
    }

    public void load() {
        getCredentials();
    }

    /** The keys a person may see; one partner's when the provider's person chose one. */
    public List<CredentialView> getCredentials() {
        List<CredentialView> known = credentials;
        if (known == null) {
            Optional<PartnerId> scope = frame.scope();
            known =
                    integrations.credentials(people.current()).items().stream()
                            .filter(key -> scope.map(key.partner()::equals).orElse(true))
                            .toList();
            credentials = known;
        }
        return known;
    }

    /** Creates a key and shows it on this very answer, never again: no redirect, no session. */
    public void create() {
        if (name == null || name.isBlank() || !TERMS.contains(days)) {
            notices.error("credentials.incomplete");
            return;
        }
        NewCredential wanted =
                new NewCredential(
                        name.strip(),
                        Set.of("infer"),
                        Set.of(),
                        Instant.now().plus(Duration.ofDays(days)),
                        null);
        notices.of(integrations.create(people.current(), wanted), "credentials.created")
                .ifPresent(
                        issued -> {
                            issuedKey = issued.key();
                            name = null;
                        });
        credentials = null;
    }

    /** Revokes the chosen key when its name was typed. */
    public String revoke() {
        String page = "credentials.xhtml?faces-redirect=true";
        Optional<CredentialView> key =
                getCredentials().stream().filter(one -> one.id().value().equals(revoked)).findAny();
        if (key.isEmpty()) {
            notices.error("credentials.unknown");
            return page;
        }
        if (confirmation == null || !confirmation.strip().equals(key.get().name().strip())) {
            notices.error("confirm.missing", key.get().name());
            return page;
        }
        notices.of(
                integrations.revoke(people.current(), new CredentialId(key.get().id().value())),
                "credentials.revoked",
                key.get().name());
        return page;
    }

    /** Where a key stands. */
    public Badge badge(CredentialView credential) {
        if (credential.revokedAt() != null) {
            return Badge.KEY_REVOKED;
        }
        if (credential.expiresAt().isBefore(frame.getNow())) {
            return Badge.KEY_EXPIRED;
        }
        return credential.expiresAt().isBefore(frame.getNow().plus(SOON))
                ? Badge.KEY_EXPIRING
                : Badge.KEY_VALID;
    }

    public boolean revocable(CredentialView credential) {
        boolean works =
                credential.revokedAt() == null && credential.expiresAt().isAfter(frame.getNow());
        return works && isMayChange();
    }

    /** A person of a partner; the provider's people only look. */
    public boolean isMayCreate() {
        return people.is(Roles.PARTNER_ADMIN) || people.is(Roles.PARTNER_DEVELOPER);
    }

    private boolean isMayChange() {
        return isMayCreate() || people.is(Roles.ADMIN);
    }

    /** A first call with the new key, to copy: the metadata of a model the contracts allow. */
    public String getFirstCall() {
        Caller caller = people.current();
        String model =
                contracts.callable(caller).stream()
                        .map(ModelName::value)
                        .sorted()
                        .findFirst()
                        .map(callable -> "/v2/models/" + callable)
                        .orElse("/openai/v1/models");
        String url = request.getRequestURL().toString();
        String host = url.substring(0, url.length() - request.getRequestURI().length());
        return "curl -H 'Authorization: Bearer " + issuedKey + "' " + host + model;
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

    public @Nullable String getConfirmation() {
        return confirmation;
    }

    public void setConfirmation(@Nullable String confirmation) {
        this.confirmation = confirmation;
    }
}
