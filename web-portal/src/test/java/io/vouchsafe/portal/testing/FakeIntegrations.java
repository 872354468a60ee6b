package io.vouchsafe.portal.testing;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.partners.Integrations;
import io.vouchsafe.partners.IssuedCredential;
import io.vouchsafe.partners.NewCredential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** API keys without a secret in them. */
public final class FakeIntegrations implements Integrations {
    public final List<CredentialView> keys = new ArrayList<>();
    public final List<NewCredential> created = new ArrayList<>();
    public final List<CredentialId> revoked = new ArrayList<>();

    public CredentialView key(
            String name, String partner, Instant expiresAt, @Nullable Instant revokedAt) {
        CredentialView view =
                new CredentialView(
                        new CredentialId("key0000" + keys.size()),
                        name,
                        new PartnerId(partner),
                        Set.of("infer"),
                        Set.of(),
                        "7f3c",
                        "acme",
                        Instant.EPOCH,
                        expiresAt,
                        revokedAt);
        keys.add(view);
        return view;
    }

    @Override
    public Optional<Caller> authenticate(String apiKey) {
        throw new UnsupportedOperationException("No page asks for this");
    }

    @Override
    public Outcome<IssuedCredential> create(Caller caller, NewCredential credential) {
        created.add(credential);
        CredentialView view =
                key(
                        credential.name(),
                        Objects.requireNonNull(caller.partner()).value(),
                        Objects.requireNonNull(credential.expiresAt()),
                        null);
        return Outcome.done(new IssuedCredential(view, "vs_key00000_secret"));
    }

    @Override
    public Page<CredentialView> credentials(Caller caller) {
        return new Page<>(keys.stream().filter(key -> caller.maySee(key.partner())).toList(), null);
    }

    @Override
    public Outcome<CredentialView> revoke(Caller caller, CredentialId id) {
        revoked.add(id);
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .map(Outcome::done)
                .orElseThrow();
    }
}
