package io.vouchsafe.rest.internal.inference;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vouchsafe.kernel.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes elements of a little-endian buffer as JSON scalars. A float has as few digits as read back
 * to the same float; how those are written that JSON has no numbers for is the generator's matter.
 */
public final class NumberWriter {
    private NumberWriter() {}

    /**
     * Writes the next {@code count} elements; one loop per type, for this is where the time goes.
     */
    public static void write(JsonGenerator json, DataType type, ByteBuffer data, long count)
            throws IOException {
        switch (type) {
            case BOOL -> {
                for (long i = 0; i < count; i++) {
                    json.writeBoolean(data.get() != 0);
                }
            }
            case FP32 -> {
                for (long i = 0; i < count; i++) {
                    json.writeNumber(data.getFloat());
                }
            }
            case FP64 -> {
                for (long i = 0; i < count; i++) {
                    json.writeNumber(data.getDouble());
                }
            }
            case FP16 -> {
                for (long i = 0; i < count; i++) {
                    json.writeNumber(Float.float16ToFloat(data.getShort()));
                }
            }
            case BF16 -> {
                for (long i = 0; i < count; i++) {
                    json.writeNumber(BrainFloat.toFloat(data.getShort()));
                }
            }
            case BYTES -> throw new IllegalArgumentException("BYTES has no numbers");
            default -> whole(json, type, data, count);
        }
    }

    private static void whole(JsonGenerator json, DataType type, ByteBuffer data, long count)
            throws IOException {
        for (long i = 0; i < count; i++) {
            switch (type) {
                case INT8 -> json.writeNumber(data.get());
                case UINT8 -> json.writeNumber(Byte.toUnsignedInt(data.get()));
                case INT16 -> json.writeNumber(data.getShort());
                case UINT16 -> json.writeNumber(Short.toUnsignedInt(data.getShort()));
                case INT32 -> json.writeNumber(data.getInt());
                case UINT32 -> json.writeNumber(Integer.toUnsignedLong(data.getInt()));
                case INT64 -> json.writeNumber(data.getLong());
                case UINT64 -> json.writeNumber(Long.toUnsignedString(data.getLong()));
                default -> throw new IllegalArgumentException(type + " is no whole number");
            }
        }
    }
}
