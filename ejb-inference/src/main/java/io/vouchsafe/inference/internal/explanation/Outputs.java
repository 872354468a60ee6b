package io.vouchsafe.inference.internal.explanation;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which output is explained, and how requests of several rows are told apart. */
public final class Outputs {
    /** Rows of one request. */
    public static final int MAX_ROWS = 1024;

    private Outputs() {}

    /**
     * The card's wish, if it is one of {@code candidates}; else the first of them.
     *
     * @param candidates names of outputs that can be explained
     * @throws ExplanationUnavailableException when there is none
     */
    public static String chosen(Signature signature, List<String> candidates, CardSettings card) {
        if (candidates.isEmpty()) {
            throw new ExplanationUnavailableException(LOG.explainNoOutput(signature.name()), null);
        }
        @Nullable String wanted = card.explainedOutput();
        return wanted != null && candidates.contains(wanted) ? wanted : candidates.get(0);
    }

    static List<String> floating(Signature signature) {
        return signature.outputs().stream()
                .filter(spec -> spec.dataType().isFloating())
                .map(TensorSpec::name)
                .toList();
    }

    /**
     * Rows of a request that can be explained; 1 when the model takes no rows.
     *
     * @throws ExplanationUnavailableException when the inputs share no number of rows, or have too
     *     many
     */
    public static int rows(Signature signature, Map<String, Tensor> inputs) {
        Tensor first = inputs.values().iterator().next();
        long rows = first.shape().rank() == 0 ? 1 : first.shape().size(0);
        boolean shared =
                inputs.values().stream()
                        .map(Tensor::shape)
                        .allMatch(shape -> shape.rank() == 0 ? rows == 1 : shape.size(0) == rows);
        if (takesAnyRows(signature) && (!shared || rows == 0)) {
            throw new ExplanationUnavailableException(LOG.explainRows(), null);
        }
        if (rows > MAX_ROWS) {
            throw new ExplanationUnavailableException(LOG.explainTooMany(MAX_ROWS, rows), null);
        }
        return shared && rows > 0 ? Math.toIntExact(rows) : 1;
    }

    /** True when trials of one row may be sent as many rows. */
    public static boolean takesAnyRows(Signature signature) {
        return signature.inputs().stream().allMatch(Outputs::hasRows);
    }

    private static boolean hasRows(TensorSpec spec) {
        Shape shape = spec.shape();
        return shape != null && shape.rank() > 0 && shape.size(0) < 0;
    }

    /** The numbers of a floating tensor. */
    static double[] doubles(Tensor.Numeric tensor) {
        ByteBuffer buffer = tensor.buffer();
        double[] values = new double[Math.toIntExact(tensor.shape().elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(buffer, tensor.dataType(), i);
        }
        return values;
    }

    private static double number(ByteBuffer buffer, DataType type, int i) {
        return switch (type) {
            case FP64 -> buffer.getDouble(i * Double.BYTES);
            case FP32 -> buffer.getFloat(i * Float.BYTES);
            case FP16 -> Float.float16ToFloat(buffer.getShort(i * Short.BYTES));
            case BF16 -> Float.intBitsToFloat(buffer.getShort(i * Short.BYTES) << 16);
            default -> throw new IllegalArgumentException(type + " is not floating");
        };
    }
}
