package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.kernel.DataType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Writes one JSON scalar as one element of a little-endian buffer.
 *
 * <p>Floating types also take the texts {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"},
 * which JSON has no numbers for (the protobuf JSON mapping writes them so).
 */
@FunctionalInterface
interface Numbers {
    /** What became of a scalar. */
    enum Fit {
        WRITTEN,
        WRONG_TYPE,
        OUT_OF_RANGE
    }

    Fit write(JsonParser scalar, ByteBuffer target) throws IOException;

    /** The writer of a type other than BYTES. */
    static Numbers of(DataType datatype) {
        return switch (datatype) {
            case BOOL -> Numbers::bool;
            case INT8 -> (scalar, to) -> whole(scalar, Byte.MIN_VALUE, Byte.MAX_VALUE, to, 1);
            case UINT8 -> (scalar, to) -> whole(scalar, 0, 0xff, to, 1);
            case INT16 -> (scalar, to) -> whole(scalar, Short.MIN_VALUE, Short.MAX_VALUE, to, 2);
            case UINT16 -> (scalar, to) -> whole(scalar, 0, 0xffff, to, 2);
            case INT32 ->
                    (scalar, to) -> whole(scalar, Integer.MIN_VALUE, Integer.MAX_VALUE, to, 4);
            case UINT32 -> (scalar, to) -> whole(scalar, 0, 0xffff_ffffL, to, 4);
            case INT64 -> (scalar, to) -> whole(scalar, Long.MIN_VALUE, Long.MAX_VALUE, to, 8);
            case UINT64 -> Numbers::unsignedLong;
            case FP16 -> Numbers::half;
            case BF16 -> Numbers::brain;
            case FP32 -> Numbers::single;
            case FP64 -> Numbers::twofold;
            case BYTES -> throw new IllegalArgumentException("BYTES has no numbers");
        };
    }

    private static Fit bool(JsonParser scalar, ByteBuffer target) {
        JsonToken token = scalar.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            return Fit.WRONG_TYPE;
        }
        target.put((byte) (token == JsonToken.VALUE_TRUE ? 1 : 0));
        return Fit.WRITTEN;
    }

    private static Fit whole(
            JsonParser scalar, long lowest, long highest, ByteBuffer target, int bytes)
            throws IOException {
        if (scalar.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            return Fit.WRONG_TYPE;
        }
        if (scalar.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return Fit.OUT_OF_RANGE;
        }
        long value = scalar.getLongValue();
        if (value < lowest || value > highest) {
            return Fit.OUT_OF_RANGE;
        }
        switch (bytes) {
            case 1 -> target.put((byte) value);
            case 2 -> target.putShort((short) value);
            case 4 -> target.putInt((int) value);
            default -> target.putLong(value);
        }
        return Fit.WRITTEN;
    }

    private static Fit unsignedLong(JsonParser scalar, ByteBuffer target) throws IOException {
        if (scalar.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            return Fit.WRONG_TYPE;
        }
        if (scalar.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return whole(scalar, 0, Long.MAX_VALUE, target, 8);
        }
        BigInteger value = scalar.getBigIntegerValue();
        if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
            return Fit.OUT_OF_RANGE;
        }
        target.putLong(value.longValue());
        return Fit.WRITTEN;
    }

    private static Fit single(JsonParser scalar, ByteBuffer target) throws IOException {
        if (isNumber(scalar)) {
            float value = scalar.getFloatValue();
            target.putFloat(value);
            return Float.isFinite(value) ? Fit.WRITTEN : Fit.OUT_OF_RANGE;
        }
        float named = named(scalar);
        target.putFloat(named);
        return named == 0 ? Fit.WRONG_TYPE : Fit.WRITTEN;
    }

    private static Fit twofold(JsonParser scalar, ByteBuffer target) throws IOException {
        if (isNumber(scalar)) {
            double value = scalar.getDoubleValue();
            target.putDouble(value);
            return Double.isFinite(value) ? Fit.WRITTEN : Fit.OUT_OF_RANGE;
        }
        float named = named(scalar);
        target.putDouble(named);
        return named == 0 ? Fit.WRONG_TYPE : Fit.WRITTEN;
    }

    private static Fit half(JsonParser scalar, ByteBuffer target) throws IOException {
        boolean number = isNumber(scalar);
        float value = number ? scalar.getFloatValue() : named(scalar);
        short half = Float.floatToFloat16(value);
        target.putShort(half);
        if (!number) {
            return value == 0 ? Fit.WRONG_TYPE : Fit.WRITTEN;
        }
        return Float.isFinite(Float.float16ToFloat(half)) ? Fit.WRITTEN : Fit.OUT_OF_RANGE;
    }

    private static Fit brain(JsonParser scalar, ByteBuffer target) throws IOException {
        boolean number = isNumber(scalar);
        float value = number ? scalar.getFloatValue() : named(scalar);
        short brain = BrainFloat.of(value);
        target.putShort(brain);
        if (!number) {
            return value == 0 ? Fit.WRONG_TYPE : Fit.WRITTEN;
        }
        return Float.isFinite(BrainFloat.toFloat(brain)) ? Fit.WRITTEN : Fit.OUT_OF_RANGE;
    }

    private static boolean isNumber(JsonParser scalar) {
        JsonToken token = scalar.currentToken();
        return token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT;
    }

    /** The value of a text that names a float without a number; 0 when it names none. */
    private static float named(JsonParser scalar) throws IOException {
        if (scalar.currentToken() != JsonToken.VALUE_STRING) {
            return 0;
        }
        return switch (scalar.getText()) {
            case "NaN" -> Float.NaN;
            case "Infinity" -> Float.POSITIVE_INFINITY;
            case "-Infinity" -> Float.NEGATIVE_INFINITY;
            default -> 0;
        };
    }
}
