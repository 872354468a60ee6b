package io.vouchsafe.inference.internal.upstream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Tensors as Open Inference's JSON has them. */
final class TensorJson {
    private TensorJson() {}

    /** Writes a {@code request_input}; floats with as few digits as read back the same. */
    static void write(JsonGenerator json, String name, Tensor tensor) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("datatype", tensor.dataType().name());
        json.writeFieldName("shape");
        long[] sizes = tensor.shape().toArray();
        json.writeArray(sizes, 0, sizes.length);
        json.writeArrayFieldStart("data");
        switch (tensor) {
            case Tensor.Numeric numbers -> write(json, numbers);
            case Tensor.Bytes strings -> {
                for (byte[] element : strings.elements()) {
                    json.writeString(text(element));
                }
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** UTF-8 as text: JSON has no form for other bytes. */
    static String text(byte[] element) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(element)).toString();
        } catch (CharacterCodingException noText) {
            throw new PredictionFailedException(true, "A text is no UTF-8", null);
        }
    }

    private static void write(JsonGenerator json, Tensor.Numeric tensor) throws IOException {
        ByteBuffer data = tensor.buffer();
        while (data.hasRemaining()) {
            switch (tensor.dataType()) {
                case BOOL -> json.writeBoolean(data.get() != 0);
                case INT8 -> json.writeNumber(data.get());
                case UINT8 -> json.writeNumber(Byte.toUnsignedInt(data.get()));
                case INT16 -> json.writeNumber(data.getShort());
                case UINT16 -> json.writeNumber(Short.toUnsignedInt(data.getShort()));
                case INT32 -> json.writeNumber(data.getInt());
                case UINT32 -> json.writeNumber(Integer.toUnsignedLong(data.getInt()));
                case INT64 -> json.writeNumber(data.getLong());
                case UINT64 ->
                        json.writeNumber(new BigInteger(Long.toUnsignedString(data.getLong())));
                case FP16 -> json.writeNumber(Float.float16ToFloat(data.getShort()));
                case BF16 -> json.writeNumber(Float.intBitsToFloat(data.getShort() << 16));
                case FP32 -> json.writeNumber(data.getFloat());
                case FP64 -> json.writeNumber(data.getDouble());
                case BYTES -> throw new IllegalStateException("a numeric tensor has no BYTES");
            }
        }
    }

    /**
     * Reads a {@code response_output} as agreed.
     *
     * @throws PredictionFailedException when it has another type or shape, or is none at all
     */
    static Tensor read(JsonNode output, TensorSpec spec) {
        Shape shape = shape(output.path("shape"));
        boolean agreed =
                output.path("datatype").asText().equals(spec.dataType().name())
                        && (spec.shape() == null || spec.shape().accepts(shape));
        List<JsonNode> values = new ArrayList<>();
        flatten(output.path("data"), values, 0);
        if (!agreed || values.size() != shape.elements()) {
            throw wrong();
        }
        if (spec.dataType() == DataType.BYTES) {
            boolean encoded =
                    output.path("parameters").path("content_type").asText().equals("base64");
            byte[][] elements = new byte[values.size()][];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = bytes(values.get(i), encoded);
            }
            return new Tensor.Bytes(shape, elements);
        }
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(values.size(), spec.dataType().size()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(value -> put(value, spec.dataType(), data));
        return new Tensor.Numeric(spec.dataType(), shape, data.flip());
    }

    private static Shape shape(JsonNode sizes) {
        if (!sizes.isArray() || sizes.size() > 32) {
            throw wrong();
        }
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).asLong(-1);
            if (shape[i] < 0 || shape[i] > Integer.MAX_VALUE) {
                throw wrong();
            }
        }
        Shape read = Shape.of(shape);
        try {
            read.elements();
            return read;
        } catch (ArithmeticException tooLarge) {
            throw wrong();
        }
    }

    private static void flatten(JsonNode data, List<JsonNode> values, int depth) {
        if (depth > 32) {
            throw wrong();
        }
        if (!data.isArray()) {
            values.add(data);
            return;
        }
        for (JsonNode element : data) {
            flatten(element, values, depth + 1);
        }
    }

    private static byte[] bytes(JsonNode value, boolean encoded) {
        if (!value.isTextual()) {
            throw wrong();
        }
        if (!encoded) {
            return value.textValue().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(value.textValue());
        } catch (IllegalArgumentException noBase64) {
            throw wrong();
        }
    }

    private static void put(JsonNode value, DataType type, ByteBuffer data) {
        switch (type) {
            case BOOL -> {
                if (!value.isBoolean()) {
                    throw wrong();
                }
                data.put((byte) (value.booleanValue() ? 1 : 0));
            }
            case INT8 -> data.put((byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case UINT8 -> data.put((byte) whole(value, 0, 0xff));
            case INT16 -> data.putShort((short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case UINT16 -> data.putShort((short) whole(value, 0, 0xffff));
            case INT32 -> data.putInt((int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case UINT32 -> data.putInt((int) whole(value, 0, 0xffff_ffffL));
            case INT64 -> data.putLong(whole(value, Long.MIN_VALUE, Long.MAX_VALUE));
            case UINT64 -> {
                if (!value.isIntegralNumber()
                        || value.bigIntegerValue().signum() < 0
                        || value.bigIntegerValue().bitLength() > Long.SIZE) {
                    throw wrong();
                }
                data.putLong(value.bigIntegerValue().longValue());
            }
            case FP16 -> data.putShort(Float.floatToFloat16((float) number(value)));
            case BF16 -> data.putShort(brain((float) number(value)));
            case FP32 ->
                    data.putFloat(value.isNumber() ? value.floatValue() : (float) number(value));
            case FP64 -> data.putDouble(number(value));
            case BYTES -> throw new IllegalStateException("BYTES are no numbers");
        }
    }

    private static long whole(JsonNode value, long lowest, long highest) {
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < lowest
                || value.longValue() > highest) {
            throw wrong();
        }
        return value.longValue();
    }

    private static double number(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw wrong();
        };
    }

    /** Rounded to nearest, ties to even. */
    private static short brain(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    static PredictionFailedException wrong() {
        return new PredictionFailedException(
                false, "The upstream answered with something else than agreed", null);
    }
}
