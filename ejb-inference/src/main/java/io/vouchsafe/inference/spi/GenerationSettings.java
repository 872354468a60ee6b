package io.vouchsafe.inference.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to write; what is null is left to the model.
 *
 * @param maxTokens of the answer
 * @param stop texts that end the answer; empty: none
 */
public record GenerationSettings(
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Long seed,
        List<String> stop) {
    /** All left to the model. */
    public static final GenerationSettings USUAL =
            new GenerationSettings(null, null, null, null, List.of());

    public GenerationSettings {
        stop = List.copyOf(stop);
    }
}
