package io.vouchsafe.partners;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key to be.
 *
 * @param scopes {@code infer}, {@code manage}; empty: {@code infer}
 * @param models limits the key; empty: all that contracts entitle to
 * @param expiresAt null: in one year
 * @param partner for the provider's admin only; null: the caller's own
 */
public record NewCredential(
        String name,
        Set<String> scopes,
        Set<ModelName> models,
        @Nullable Instant expiresAt,
        @Nullable PartnerId partner) {}
