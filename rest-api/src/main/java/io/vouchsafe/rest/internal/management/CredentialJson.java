package io.vouchsafe.rest.internal.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.partners.IssuedCredential;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key.
 *
 * @param key the key itself, only in the answer that made it
 * @param tail its last four characters, to tell keys apart
 */
record CredentialJson(
        CredentialId id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,
        String name,
        PartnerId partner,
        List<String> scopes,
        List<ModelName> models,
        String tail,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {
    static CredentialJson of(CredentialView credential) {
        return of(credential, null);
    }

    static CredentialJson of(IssuedCredential issued) {
        return of(issued.view(), issued.key());
    }

    private static CredentialJson of(CredentialView credential, @Nullable String key) {
        return new CredentialJson(
                credential.id(),
                key,
                credential.name(),
                credential.partner(),
                credential.scopes().stream().sorted().toList(),
                credential.models().stream()
                        .sorted(Comparator.comparing(ModelName::value))
                        .toList(),
                credential.tail(),
                credential.createdBy(),
                credential.createdAt(),
                credential.expiresAt(),
                credential.revokedAt());
    }

    /** Without the key, so that no log ever holds it. */
    @Override
    public String toString() {
        return "CredentialJson[" + id + "]";
    }
}
