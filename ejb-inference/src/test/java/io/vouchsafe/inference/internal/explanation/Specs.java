package io.vouchsafe.inference.internal.explanation;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.TensorSpec;

/** Inputs of the models in these tests. */
final class Specs {
    private Specs() {}

    static TensorSpec numbers(String name, long... sizes) {
        return new TensorSpec(name, DataType.FP32, Shape.of(sizes));
    }

    static TensorSpec text(String name) {
        return new TensorSpec(name, DataType.BYTES, Shape.of(-1));
    }
}
