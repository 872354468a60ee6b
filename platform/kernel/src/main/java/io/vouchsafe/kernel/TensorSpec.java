package io.vouchsafe.kernel;

import org.jspecify.annotations.Nullable;

/**
 * One input or output of a signature.
 *
 * @param shape -1 for sizes that vary; null when even the rank is unknown
 * @param node where it stands in the model's own graph, such as {@code x:0}; null when its engine
 *     has no such name
 */
public record TensorSpec(
        String name, DataType dataType, @Nullable Shape shape, @Nullable String node) {
    public TensorSpec(String name, DataType dataType, @Nullable Shape shape) {
        this(name, dataType, shape, null);
    }
}
