package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Rows;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Whether a signature treats each row by itself: some rows are run together and one by one, and
 * must come to the same. A signature cannot promise that, and a model that takes the mean over its
 * batch would answer one client with another's numbers in it. What cannot be run on made-up values
 * counts as no.
 */
public final class RowProbe {
    private static final int ROWS = 3;
    private static final int ROUNDS = 2;

    /** Sizes for dimensions that vary: as small as the model takes. */
    private static final long[] OPEN = {1, 8, 64};

    /** Beyond this, made-up inputs are not worth their memory. */
    private static final long MOST_ELEMENTS = 1 << 20;

    /** Sums in another order differ by so much; rows that mix differ by far more. */
    private static final double TOLERANCE = 1e-3;

    private static final double COARSE = 3e-2;

    private final LoadedModel model;
    private final Signature signature;

    private RowProbe(LoadedModel model, Signature signature) {
        this.model = model;
        this.signature = signature;
    }

    /** Runs the model a few times; for engines, who ask once and remember. */
    public static boolean keepsRowsApart(LoadedModel model, Signature signature) {
        return Form.fits(signature) && new RowProbe(model, signature).passes();
    }

    private boolean passes() {
        for (long open : OPEN) {
            Optional<Boolean> same = round(open, new Random(open));
            if (same.isPresent()) {
                boolean apart = same.get();
                for (int round = 1; apart && round < ROUNDS; round++) {
                    apart = round(open, new Random(open + round)).orElse(false);
                }
                return apart;
            }
        }
        return false;
    }

    /** Empty when the model does not take such inputs. */
    private Optional<Boolean> round(long open, Random random) {
        Map<String, Tensor> together = new LinkedHashMap<>();
        for (TensorSpec input : signature.inputs()) {
            Shape shape = sized(Objects.requireNonNull(input.shape()), open);
            if (shape.elements() > MOST_ELEMENTS) {
                return Optional.of(false);
            }
            together.put(input.name(), values(input.dataType(), shape, random));
        }
        try {
            Map<String, Tensor> all = run(together);
            List<Map<String, Tensor>> single = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                single.add(run(row(together, row)));
            }
            return Optional.of(isSame(all, single));
        } catch (PredictionFailedException notThese) {
            return Optional.empty();
        }
    }

    private Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return model.predict(signature, MaskedInput.insecureUnmasked(new Payload(inputs)), Set.of())
                .tensors();
    }

    private static Map<String, Tensor> row(Map<String, Tensor> all, int row) {
        Map<String, Tensor> one = new LinkedHashMap<>();
        all.forEach((name, tensor) -> one.put(name, Rows.slice(tensor, row, 1)));
        return one;
    }

    private static boolean isSame(Map<String, Tensor> all, List<Map<String, Tensor>> single) {
        for (Map.Entry<String, Tensor> output : all.entrySet()) {
            Shape shape = output.getValue().shape();
            if (shape.rank() == 0 || shape.size(0) != ROWS) {
                return false;
            }
            for (int row = 0; row < ROWS; row++) {
                Tensor alone = single.get(row).get(output.getKey());
                if (alone == null || !isSame(Rows.slice(output.getValue(), row, 1), alone)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isSame(Tensor one, Tensor other) {
        if (!one.shape().equals(other.shape())) {
            return false;
        }
        return switch (one) {
            case Tensor.Bytes texts ->
                    Arrays.deepEquals(texts.elements(), ((Tensor.Bytes) other).elements());
            case Tensor.Numeric numbers -> isSame(numbers, (Tensor.Numeric) other);
        };
    }

    private static boolean isSame(Tensor.Numeric one, Tensor.Numeric other) {
        ByteBuffer a = one.buffer();
        ByteBuffer b = other.buffer();
        if (a.equals(b)) {
            return true;
        }
        DataType type = one.dataType();
        double tolerance = type == DataType.FP16 || type == DataType.BF16 ? COARSE : TOLERANCE;
        while (type.isFloating() && a.hasRemaining()) {
            double x = next(a, type);
            double y = next(b, type);
            boolean near = Math.abs(x - y) <= tolerance * Math.max(1e-3, Math.abs(x));
            if (!near && Double.compare(x, y) != 0) {
                return false;
            }
        }
        return type.isFloating();
    }

    private static double next(ByteBuffer buffer, DataType type) {
        return switch (type) {
            case FP64 -> buffer.getDouble();
            case FP32 -> buffer.getFloat();
            case FP16 -> Float.float16ToFloat(buffer.getShort());
            case BF16 -> Float.intBitsToFloat(buffer.getShort() << Short.SIZE);
            default -> throw new IllegalArgumentException(type.name());
        };
    }

    private static Shape sized(Shape specified, long open) {
        long[] sizes = specified.toArray();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = sizes[i] < 0 ? open : sizes[i];
        }
        sizes[0] = ROWS;
        return Shape.of(sizes);
    }

    /** Small ones, as an index or a category may be meant; rows differ from each other. */
    private static Tensor values(DataType type, Shape shape, Random random) {
        int elements = Math.toIntExact(shape.elements());
        if (type == DataType.BYTES) {
            byte[][] texts = new byte[elements][];
            for (int i = 0; i < elements; i++) {
                texts[i] = new byte[] {(byte) ('a' + random.nextInt(26))};
            }
            return new Tensor.Bytes(shape, texts);
        }
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(elements, type.size()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        while (data.hasRemaining()) {
            float value = 2 * random.nextFloat() - 1;
            int small = random.nextInt(2);
            switch (type) {
                case FP64 -> data.putDouble(value);
                case FP32 -> data.putFloat(value);
                case FP16 -> data.putShort(Float.floatToFloat16(value));
                case BF16 -> data.putShort((short) (Float.floatToIntBits(value) >> Short.SIZE));
                case INT64, UINT64 -> data.putLong(small);
                case INT32, UINT32 -> data.putInt(small);
                case INT16, UINT16 -> data.putShort((short) small);
                case BOOL, INT8, UINT8 -> data.put((byte) small);
                case BYTES -> throw new IllegalArgumentException(type.name());
            }
        }
        return new Tensor.Numeric(type, shape, data.flip());
    }
}
