package io.vouchsafe.inference.internal.tensorflow;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One feature's numbers at the input and at the baseline, row by row.
 *
 * @param name as in the signature that clients call
 * @param tensor name of the tensor in the graph's signature, such as {@code encoded/<name>}
 * @param type FP32 or FP64
 * @param shape of the whole input
 */
record Feature(
        String name,
        String tensor,
        DataType type,
        Shape shape,
        double[] values,
        double[] baseline) {

    static Feature of(String name, String tensor, Tensor.Numeric input, Tensor.Numeric baseline) {
        return new Feature(
                name, tensor, input.dataType(), input.shape(), doubles(input), doubles(baseline));
    }

    int width(int rows) {
        return values.length / rows;
    }

    /** The point {@code share} of the way from the baseline to the input. */
    double at(int element, double share) {
        return baseline[element] + share * (values[element] - baseline[element]);
    }

    static double[] doubles(Tensor.Numeric tensor) {
        ByteBuffer buffer = tensor.buffer();
        int count = Math.toIntExact(tensor.shape().elements());
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] =
                    tensor.dataType() == DataType.FP64
                            ? buffer.getDouble(i * Double.BYTES)
                            : buffer.getFloat(i * Float.BYTES);
        }
        return values;
    }

    static Tensor.Numeric tensor(DataType type, Shape shape, double[] values) {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(values.length, type.size()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (type == DataType.FP64) {
                buffer.putDouble(value);
            } else {
                buffer.putFloat((float) value);
            }
        }
        return new Tensor.Numeric(type, shape, buffer.flip());
    }

    static boolean isExplainable(DataType type) {
        return type == DataType.FP32 || type == DataType.FP64;
    }
}
