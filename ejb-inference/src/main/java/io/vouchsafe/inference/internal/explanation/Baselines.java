package io.vouchsafe.inference.internal.explanation;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input that means "nothing known": the model card's text for it, zero or empty without. A text
 * for numbers is one value for all columns, or one for each ({@code 40,0,1.5}); several such rows
 * ({@code 1,0;3,1}) are a background, over which trials are averaged.
 */
public final class Baselines {
    /** Rows of a background. */
    static final int MOST = 100;

    private Baselines() {}

    /**
     * A tensor like {@code input}, every row of it what {@code text} says; the first of several.
     */
    public static Tensor like(String name, Tensor input, @Nullable String text) {
        Shape shape = input.shape();
        Tensor row = rows(name, input, text).get(0);
        int width = Math.toIntExact(row.shape().elements());
        int rows = width == 0 ? 0 : Math.toIntExact(shape.elements() / width);
        return switch (row) {
            case Tensor.Bytes strings -> {
                byte[][] all = new byte[rows * width][];
                for (int i = 0; i < all.length; i++) {
                    all[i] = strings.elements()[i % width];
                }
                yield new Tensor.Bytes(shape, all);
            }
            case Tensor.Numeric numbers -> {
                int bytes = numbers.buffer().remaining();
                ByteBuffer all = ByteBuffer.allocate(Math.multiplyExact(rows, bytes));
                for (int i = 0; i < rows; i++) {
                    all.put(numbers.buffer());
                }
                yield new Tensor.Numeric(numbers.dataType(), shape, all.flip());
            }
        };
    }

    /** One row of all inputs for each row of the background; one when the card says no more. */
    static List<Payload> of(Map<String, Tensor> inputs, CardSettings card) {
        Map<String, List<Tensor>> byInput = new LinkedHashMap<>();
        int count = 1;
        for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
            String name = input.getKey();
            List<Tensor> rows = rows(name, input.getValue(), card.explanationBaseline().get(name));
            if (rows.size() > MOST || (count > 1 && rows.size() > 1 && rows.size() != count)) {
                throw new ExplanationUnavailableException(
                        LOG.explainBackgrounds(count, rows.size(), MOST), null);
            }
            count = Math.max(count, rows.size());
            byInput.put(name, rows);
        }
        List<Payload> backgrounds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Tensor> background = new LinkedHashMap<>();
            for (Map.Entry<String, List<Tensor>> input : byInput.entrySet()) {
                List<Tensor> rows = input.getValue();
                background.put(input.getKey(), rows.get(rows.size() == 1 ? 0 : i));
            }
            backgrounds.add(new Payload(background));
        }
        return backgrounds;
    }

    private static List<Tensor> rows(String name, Tensor input, @Nullable String text) {
        Shape shape = oneRow(input.shape());
        int width = Math.toIntExact(shape.elements());
        if (input instanceof Tensor.Bytes) {
            byte[][] elements = new byte[width][];
            Arrays.fill(elements, (text == null ? "" : text).getBytes(StandardCharsets.UTF_8));
            return List.of(new Tensor.Bytes(shape, elements));
        }
        DataType type = input.dataType();
        if (text == null) {
            return List.of(
                    new Tensor.Numeric(type, shape, ByteBuffer.allocate(width * type.size())));
        }
        List<Tensor> rows = new ArrayList<>();
        for (String row : text.split(";", -1)) {
            rows.add(row(name, type, shape, row.split(",", -1)));
        }
        return rows;
    }

    private static Tensor row(String name, DataType type, Shape shape, String[] values) {
        int width = Math.toIntExact(shape.elements());
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(width, type.size()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        if (values.length != 1 && values.length != width) {
            throw new ExplanationUnavailableException(LOG.explainBaseline(name, type), null);
        }
        try {
            for (int i = 0; i < width; i++) {
                put(buffer, type, values[values.length == 1 ? 0 : i].strip());
            }
        } catch (IllegalArgumentException noSuchValue) {
            throw new ExplanationUnavailableException(LOG.explainBaseline(name, type), noSuchValue);
        }
        return new Tensor.Numeric(type, shape, buffer.flip());
    }

    private static Shape oneRow(Shape shape) {
        long[] sizes = shape.toArray();
        if (sizes.length > 0) {
            sizes[0] = 1;
        }
        return Shape.of(sizes);
    }

    private static void put(ByteBuffer buffer, DataType type, String text) {
        switch (type) {
            case BOOL -> buffer.put(truth(text));
            case INT8, UINT8 -> buffer.put((byte) whole(type, text));
            case INT16, UINT16 -> buffer.putShort((short) whole(type, text));
            case INT32, UINT32 -> buffer.putInt((int) whole(type, text));
            case INT64 -> buffer.putLong(Long.parseLong(text));
            case UINT64 -> buffer.putLong(Long.parseUnsignedLong(text));
            case FP32 -> buffer.putFloat(Float.parseFloat(text));
            case FP64 -> buffer.putDouble(Double.parseDouble(text));
            case FP16 -> buffer.putShort(Float.floatToFloat16(Float.parseFloat(text)));
            case BF16 ->
                    buffer.putShort((short) (Float.floatToIntBits(Float.parseFloat(text)) >>> 16));
            case BYTES -> throw new IllegalArgumentException("no number");
        }
    }

    private static long whole(DataType type, String text) {
        long value = Long.parseLong(text);
        int bits = type.size() * Byte.SIZE;
        boolean unsigned = type.name().startsWith("U");
        long least = unsigned ? 0 : -(1L << (bits - 1));
        long most = (1L << (unsigned ? bits : bits - 1)) - 1;
        if (value < least || value > most) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    private static byte truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> 1;
            case "false", "0" -> 0;
            default -> throw new IllegalArgumentException("no truth value");
        };
    }
}
