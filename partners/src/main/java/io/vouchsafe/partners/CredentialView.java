package io.vouchsafe.partners;

import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key, without its secret.
 *
 * @param tail its last four characters
 */
public record CredentialView(
        CredentialId id,
        String name,
        PartnerId partner,
        Set<String> scopes,
        Set<ModelName> models,
        String tail,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {}
