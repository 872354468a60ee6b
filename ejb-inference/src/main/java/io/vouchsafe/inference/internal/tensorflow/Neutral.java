package io.vouchsafe.inference.internal.tensorflow;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Tensors of zeros and empty strings. */
final class Neutral {
    private Neutral() {}

    static Tensor of(DataType type, Shape shape) {
        int elements = Math.toIntExact(shape.elements());
        if (type == DataType.BYTES) {
            byte[][] strings = new byte[elements][];
            Arrays.fill(strings, new byte[0]);
            return new Tensor.Bytes(shape, strings);
        }
        return new Tensor.Numeric(
                type, shape, ByteBuffer.allocate(Math.multiplyExact(elements, type.size())));
    }

    /** The shape with 1 for every size that varies. */
    static Shape oneRow(Shape specified) {
        return Shape.of(Arrays.stream(specified.toArray()).map(size -> Math.abs(size)).toArray());
    }
}
