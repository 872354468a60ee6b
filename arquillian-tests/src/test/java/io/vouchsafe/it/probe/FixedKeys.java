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
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** One more key beside the real ones, so that identity is tested without a contract. */
@Decorator
@Priority(1)
public class FixedKeys implements Integrations {
    public static final String KEY = "vs_itkey00001_0123456789abcdef";

    private final Integrations real;

    @Inject
    public FixedKeys(@Delegate Integrations real) {
        this.real = real;
    }

    @Override
    public Optional<Caller> authenticate(String apiKey) {
        if (!apiKey.equals(KEY)) {
            return real.authenticate(apiKey);
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
        return real.create(caller, credential);
    }

    @Override
    public Page<CredentialView> credentials(Caller caller) {
        return real.credentials(caller);
    }

    @Override
    public Outcome<CredentialView> revoke(Caller caller, CredentialId id) {
        return real.revoke(caller, id);
    }
}
