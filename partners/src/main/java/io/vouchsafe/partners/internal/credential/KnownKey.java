package io.vouchsafe.partners.internal.credential;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Set;

/** A key as the request path knows it: its hash and the caller it stands for. */
final class KnownKey {
    private final byte[] hash;
    private final Instant expiresAt;
    private final Caller caller;

    KnownKey(
            CredentialId id,
            byte[] hash,
            PartnerId partner,
            Set<String> scopes,
            Set<ModelName> models,
            Instant expiresAt) {
        this.hash = hash.clone();
        this.expiresAt = expiresAt;
        this.caller =
                new Caller(
                        "key:" + id,
                        Caller.Kind.API_KEY,
                        partner,
                        Set.of(Roles.PARTNER_DEVELOPER),
                        scopes,
                        models);
    }

    /** Constant-time in the hash; a right secret after expiry is as wrong as a wrong one. */
    boolean accepts(byte[] presented, Instant now) {
        return MessageDigest.isEqual(hash, presented) & now.isBefore(expiresAt);
    }

    Caller caller() {
        return caller;
    }
}
