package io.vouchsafe.privacy;

import io.vouchsafe.kernel.PolicyRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A published revision. */
public record PolicyDocument(
        PolicyRef ref,
        String name,
        @Nullable String description,
        List<PolicyRule> rules,
        String publishedBy,
        Instant publishedAt) {}
