package io.vouchsafe.partners;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import java.util.Optional;

/** How a partner's programs connect: API keys. */
public interface Integrations {
    /**
     * The caller an API key stands for; empty when it is malformed, unknown, revoked or expired.
     * From memory, constant-time in the secret. The only operation without a caller of its own.
     */
    Optional<Caller> authenticate(String apiKey);

    /** Creates a key for the caller's partner; the only time the key itself is seen. */
    Outcome<IssuedCredential> create(Caller caller, NewCredential credential);

    /** Newest first, without secrets. */
    Page<CredentialView> credentials(Caller caller);

    /** Takes effect on every node within a second; revoking twice is the same as once. */
    Outcome<CredentialView> revoke(Caller caller, CredentialId id);
}
