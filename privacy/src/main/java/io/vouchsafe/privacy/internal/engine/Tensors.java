package io.vouchsafe.privacy.internal.engine;

import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Neutral tensors and row counts. */
final class Tensors {
    private static final byte[] EMPTY = new byte[0];

    private Tensors() {}

    /** The outermost dimension; 1 for a scalar. */
    static long rows(Shape shape) {
        return shape.rank() == 0 ? 1 : shape.size(0);
    }

    /** Same type and shape, every element 0, false or the empty string. */
    static Tensor neutral(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numeric numeric ->
                    new Tensor.Numeric(
                            numeric.dataType(),
                            numeric.shape(),
                            ByteBuffer.allocateDirect(numeric.data().remaining()));
            case Tensor.Bytes bytes -> {
                byte[][] elements = new byte[bytes.elements().length][];
                Arrays.fill(elements, EMPTY);
                yield new Tensor.Bytes(bytes.shape(), elements);
            }
        };
    }
}
