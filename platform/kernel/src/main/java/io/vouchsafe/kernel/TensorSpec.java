package io.vouchsafe.kernel;

import org.jspecify.annotations.Nullable;

/**
 * One input or output of a signature.
 *
 * @param shape -1 for sizes that vary; null when even the rank is unknown
 */
public record TensorSpec(String name, DataType dataType, @Nullable Shape shape) {}
