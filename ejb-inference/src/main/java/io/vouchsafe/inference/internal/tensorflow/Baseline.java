package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The input that means "nothing known": the model card's text for it, zero or empty without. */
final class Baseline {
    private Baseline() {}

    /** A tensor like {@code input}, every element of it the value that {@code text} says. */
    static Tensor like(String name, Tensor input, @Nullable String text) {
        if (text == null) {
            return Neutral.of(input.dataType(), input.shape());
        }
        return switch (input) {
            case Tensor.Bytes strings -> {
                byte[][] elements = new byte[strings.elements().length][];
                Arrays.fill(elements, text.getBytes(StandardCharsets.UTF_8));
                yield new Tensor.Bytes(input.shape(), elements);
            }
            case Tensor.Numeric numbers -> filled(name, numbers, text.strip());
        };
    }

    private static Tensor filled(String name, Tensor.Numeric input, String text) {
        DataType type = input.dataType();
        int count = Math.toIntExact(input.shape().elements());
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(count, type.size()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        try {
            for (int i = 0; i < count; i++) {
                put(buffer, type, text);
            }
        } catch (IllegalArgumentException noSuchValue) {
            throw new ExplanationUnavailableException(LOG.explainBaseline(name, type), noSuchValue);
        }
        return new Tensor.Numeric(type, input.shape(), buffer.flip());
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
