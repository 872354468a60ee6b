package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The scores of each row, one per class.
 *
 * @param rows each with {@code width} scores
 */
record Scores(double[][] rows, int width) {
    private static final Set<DataType> FLOATING =
            Set.of(DataType.FP16, DataType.BF16, DataType.FP32, DataType.FP64);

    /** Turns what a model gives into shares or chances. */
    enum Activation {
        /** It gives them already. */
        NONE,
        /** Of one class among all. */
        SOFTMAX,
        /** Of each class by itself. */
        SIGMOID
    }

    /** Refuses an output that gives no scores. */
    static void check(String where, TensorSpec from) {
        Shape shape = from.shape();
        Shape asked = Shape.of(-1, -1);
        boolean perRow = shape != null && shape.rank() == 1;
        ModelTensors.check(where, from, FLOATING, perRow ? Shape.of(-1) : asked);
    }

    /** Scores per row; -1 when the model does not say. */
    static long width(TensorSpec from) {
        Shape shape = from.shape();
        if (shape == null) {
            return -1;
        }
        return shape.rank() == 1 ? 1 : shape.size(1);
    }

    /**
     * Reads them.
     *
     * @throws PredictionFailedException by the model's fault when they are none
     */
    static Scores read(String output, Tensor tensor, Activation activation) {
        Shape shape = tensor.shape();
        if (!(tensor instanceof Tensor.Numeric numbers)
                || !FLOATING.contains(tensor.dataType())
                || shape.rank() < 1
                || shape.rank() > 2) {
            throw unexpected(output, tensor);
        }
        int count = Math.toIntExact(shape.size(0));
        int width = shape.rank() == 1 ? 1 : Math.toIntExact(shape.size(1));
        ByteBuffer data = numbers.buffer();
        double[][] rows = new double[count][width];
        for (double[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = next(data, tensor.dataType());
                if (Double.isNaN(row[i])) {
                    throw new PredictionFailedException(
                            false, TEXTS.outputNotANumber(output), null);
                }
            }
            activate(row, activation);
        }
        return new Scores(rows, width);
    }

    static PredictionFailedException unexpected(String output, Tensor tensor) {
        return new PredictionFailedException(
                false,
                TEXTS.outputUnexpected(output, tensor.dataType().name(), tensor.shape().toString()),
                null);
    }

    private static double next(ByteBuffer data, DataType type) {
        return switch (type) {
            case FP16 -> Float.float16ToFloat(data.getShort());
            case BF16 -> Float.intBitsToFloat(data.getShort() << 16);
            case FP32 -> data.getFloat();
            default -> data.getDouble();
        };
    }

    private static void activate(double[] row, Activation activation) {
        switch (activation) {
            case NONE -> {}
            case SIGMOID -> {
                for (int i = 0; i < row.length; i++) {
                    row[i] = 1 / (1 + Math.exp(-row[i]));
                }
            }
            case SOFTMAX -> softmax(row);
        }
    }

    /** Relative to the greatest, so that no power overflows; infinite ones share everything. */
    private static void softmax(double[] row) {
        double most = Double.NEGATIVE_INFINITY;
        for (double score : row) {
            most = Math.max(most, score);
        }
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = row[i] == most ? 1 : Math.exp(row[i] - most);
            sum += row[i];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= sum;
        }
    }
}
