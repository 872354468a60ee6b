package io.vouchsafe.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A dense, row-major tensor. Numbers are one little-endian buffer (direct where it goes to a native
 * engine); byte strings are one array per element. Its content is not copied: who makes a tensor
 * hands it over.
 */
public sealed interface Tensor {
    DataType dataType();

    /** Fully known. */
    Shape shape();

    /**
     * Numbers and truth values.
     *
     * @param data exactly {@code shape.elements() * dataType.size()} bytes remaining,
     *     little-endian; read through {@link #buffer()}
     */
    record Numeric(DataType dataType, Shape shape, ByteBuffer data) implements Tensor {
        public Numeric {
            if (dataType == DataType.BYTES) {
                throw new IllegalArgumentException("BYTES elements are a Tensor.Bytes");
            }
            long expected = Math.multiplyExact(shape.elements(), dataType.size());
            if (data.remaining() != expected) {
                throw new IllegalArgumentException(
                        "Shape %s of %s takes %d bytes, not %d"
                                .formatted(shape, dataType, expected, data.remaining()));
            }
            data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        }

        /** A view of its own position and limit, little-endian. */
        public ByteBuffer buffer() {
            return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /**
     * Byte strings.
     *
     * @param elements one array per element, row-major; no nulls
     */
    record Bytes(Shape shape, byte[][] elements) implements Tensor {
        public Bytes {
            if (shape.elements() != elements.length) {
                throw new IllegalArgumentException(
                        "Shape %s has %d elements, not %d"
                                .formatted(shape, shape.elements(), elements.length));
            }
        }

        @Override
        public DataType dataType() {
            return DataType.BYTES;
        }

        /** Element {@code index} as UTF-8; malformed bytes become U+FFFD. */
        public String text(int index) {
            return new String(elements[index], StandardCharsets.UTF_8);
        }
    }

    /** FP32 of the given shape. */
    static Numeric floats(Shape shape, float... values) {
        ByteBuffer data =
                ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new Numeric(DataType.FP32, shape, data);
    }

    /** INT64 of the given shape. */
    static Numeric longs(Shape shape, long... values) {
        ByteBuffer data =
                ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Long.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return new Numeric(DataType.INT64, shape, data);
    }

    /** UTF-8 strings of the given shape. */
    static Bytes strings(Shape shape, String... values) {
        byte[][] elements = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            elements[i] = values[i].getBytes(StandardCharsets.UTF_8);
        }
        return new Bytes(shape, elements);
    }
}
