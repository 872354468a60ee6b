package io.vouchsafe.inference.internal.shadow;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * How two predictions of the same input differ.
 *
 * @param labels that both gave: the class with the highest score in each row of floating numbers,
 *     each integer, each text
 * @param agreed labels that are the same
 * @param largest absolute difference of two floating numbers; infinite when only one is finite
 */
record Difference(long labels, long agreed, double largest) {
    private static final Difference NONE = new Difference(0, 0, 0);

    /** Empty when the shadow lacks an output, or gives it another type or shape. */
    static Optional<Difference> between(Payload answered, Payload shadow) {
        Difference sum = NONE;
        for (Map.Entry<String, Tensor> output : answered.tensors().entrySet()) {
            Tensor mine = output.getValue();
            Tensor other = shadow.tensors().get(output.getKey());
            if (other == null
                    || other.dataType() != mine.dataType()
                    || !other.shape().equals(mine.shape())) {
                return Optional.empty();
            }
            sum = sum.plus(between(mine, other));
        }
        return Optional.of(sum);
    }

    private static Difference between(Tensor answered, Tensor shadow) {
        if (answered instanceof Tensor.Numeric mine && shadow instanceof Tensor.Numeric other) {
            return mine.dataType().isFloating() ? floating(mine, other) : whole(mine, other);
        }
        return texts((Tensor.Bytes) answered, (Tensor.Bytes) shadow);
    }

    private Difference plus(Difference more) {
        return new Difference(
                labels + more.labels, agreed + more.agreed, Math.max(largest, more.largest));
    }

    private static Difference texts(Tensor.Bytes answered, Tensor.Bytes shadow) {
        long same = 0;
        for (int i = 0; i < answered.elements().length; i++) {
            same += Arrays.equals(answered.elements()[i], shadow.elements()[i]) ? 1 : 0;
        }
        return new Difference(answered.elements().length, same, 0);
    }

    private static Difference whole(Tensor.Numeric answered, Tensor.Numeric shadow) {
        int size = answered.dataType().size();
        ByteBuffer mine = answered.buffer();
        ByteBuffer other = shadow.buffer();
        int elements = mine.remaining() / size;
        long same = 0;
        for (int i = 0; i < elements; i++) {
            same += mine.slice(i * size, size).equals(other.slice(i * size, size)) ? 1 : 0;
        }
        return new Difference(elements, same, 0);
    }

    private static Difference floating(Tensor.Numeric answered, Tensor.Numeric shadow) {
        IntToDoubleFunction mine = reader(answered);
        IntToDoubleFunction other = reader(shadow);
        int elements = answered.data().remaining() / answered.dataType().size();
        double largest = 0;
        for (int i = 0; i < elements; i++) {
            largest = Math.max(largest, distance(mine.applyAsDouble(i), other.applyAsDouble(i)));
        }
        int rank = answered.shape().rank();
        int classes = rank == 0 ? 1 : (int) answered.shape().size(rank - 1);
        if (rank < 2 || classes < 2) {
            return new Difference(0, 0, largest);
        }
        int rows = elements / classes;
        long same = 0;
        for (int row = 0; row < rows; row++) {
            same += highest(mine, row, classes) == highest(other, row, classes) ? 1 : 0;
        }
        return new Difference(rows, same, largest);
    }

    private static double distance(double mine, double other) {
        if (Double.compare(mine, other) == 0) {
            return 0; // both the same infinity, or both no number
        }
        double distance = Math.abs(mine - other);
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    private static int highest(IntToDoubleFunction values, int row, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            if (values.applyAsDouble(row * classes + i)
                    > values.applyAsDouble(row * classes + best)) {
                best = i;
            }
        }
        return best;
    }

    private static IntToDoubleFunction reader(Tensor.Numeric tensor) {
        ByteBuffer data = tensor.buffer();
        int start = data.position();
        DataType type = tensor.dataType();
        return switch (type) {
            case FP64 -> i -> data.getDouble(start + i * 8);
            case FP32 -> i -> data.getFloat(start + i * 4);
            case FP16 -> i -> Float.float16ToFloat(data.getShort(start + i * 2));
            case BF16 -> i -> Float.intBitsToFloat(data.getShort(start + i * 2) << 16);
            default -> throw new IllegalArgumentException(type + " is not floating");
        };
    }
}
