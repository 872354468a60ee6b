package io.vouchsafe.it.probe;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.partners.Integrations;
import io.vouchsafe.partners.IssuedCredential;
import io.vouchsafe.partners.NewCredential;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Optional;
import java.util.Set;

/**
 * One known key, so that identity is tested without a contract; before the real ones by priority.
 */
@ApplicationScoped
@Alternative
@Priority(1)
public class FixedKeys implements Integrations {
    public static final String KEY = "vs_itkey00001_0123456789abcdef";

    @Override
    public Optional<Caller> authenticate(String apiKey) {
        if (!apiKey.equals(KEY)) {
            return Optional.empty();
        }
        return Optional.of(
                new Caller(
                        "key:itkey00001",
                        Caller.Kind.API_KEY,
                        new PartnerId("acme"),
                        Set.of(Roles.PARTNER_DEVELOPER),
                        Set.of("infer"),
                        Set.of()));
    }

    @Override
    public Outcome<IssuedCredential> create(Caller caller, NewCredential credential) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<CredentialView> credentials(Caller caller) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<CredentialView> revoke(Caller caller, CredentialId id) {
        throw new UnsupportedOperationException();
    }
}
