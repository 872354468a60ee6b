package io.vouchsafe.inference.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a generation came to.
 *
 * @param finishReason such as {@code stop}, {@code length} or {@code cancelled}
 * @param promptTokens null when the model does not count
 * @param completionTokens null when the model does not count
 */
public record Generation(
        String finishReason, @Nullable Long promptTokens, @Nullable Long completionTokens) {
    /** The sink had enough. */
    public static final String CANCELLED = "cancelled";
}
