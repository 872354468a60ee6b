package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Tensors as bytes behind the JSON (the binary tensor data extension): little-endian, row-major,
 * without gaps; a byte string has its length in four bytes before it.
 */
final class BinaryData {
    private static final OpenInferenceTexts TEXTS = OpenInferenceTexts.TEXTS;
    private static final int LENGTH = Integer.BYTES;

    private BinaryData() {}

    /**
     * Reads one tensor; nothing is allocated before its size is known to be there.
     *
     * @param label of the input, for messages
     * @param data exactly its bytes
     */
    static Tensor read(String label, DataType type, Shape shape, ByteBuffer data) {
        ByteBuffer bytes = data.order(ByteOrder.LITTLE_ENDIAN);
        long elements = elements(label, shape, bytes.remaining() / Math.max(1, least(type)));
        if (type == DataType.BYTES) {
            return new Tensor.Bytes(shape, strings(label, (int) elements, bytes));
        }
        if (elements * type.size() != bytes.remaining()) {
            throw TEXTS.binarySize(label, bytes.remaining(), shape, type);
        }
        ByteBuffer target =
                ByteBuffer.allocateDirect(bytes.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        return new Tensor.Numeric(type, shape, target.put(bytes).flip());
    }

    private static int least(DataType type) {
        return type == DataType.BYTES ? LENGTH : type.size();
    }

    private static long elements(String label, Shape shape, long most) {
        try {
            long elements = shape.elements();
            if (elements <= most) {
                return elements;
            }
        } catch (ArithmeticException overflow) {
            // more than any data can hold
        }
        throw TEXTS.shapeTooLarge(label, shape);
    }

    private static byte[][] strings(String label, int count, ByteBuffer bytes) {
        byte[][] strings = new byte[count][];
        for (int i = 0; i < count; i++) {
            if (bytes.remaining() < LENGTH) {
                throw TEXTS.binaryString(label, i);
            }
            long length = Integer.toUnsignedLong(bytes.getInt());
            if (length > bytes.remaining()) {
                throw TEXTS.binaryString(label, i);
            }
            strings[i] = new byte[(int) length];
            bytes.get(strings[i]);
        }
        if (bytes.hasRemaining()) {
            throw TEXTS.binaryTrailing(label, bytes.remaining());
        }
        return strings;
    }

    /** How many bytes the tensor takes. */
    static long size(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numeric numeric -> numeric.buffer().remaining();
            case Tensor.Bytes bytes ->
                    Arrays.stream(bytes.elements()).mapToLong(each -> LENGTH + each.length).sum();
        };
    }

    static void write(Tensor tensor, ByteArrayOutputStream target) {
        switch (tensor) {
            case Tensor.Numeric numeric -> {
                ByteBuffer data = numeric.buffer();
                byte[] chunk = new byte[Math.min(data.remaining(), 1 << 16)];
                while (data.hasRemaining()) {
                    int length = Math.min(chunk.length, data.remaining());
                    data.get(chunk, 0, length);
                    target.write(chunk, 0, length);
                }
            }
            case Tensor.Bytes bytes -> {
                for (byte[] each : bytes.elements()) {
                    int length = each.length;
                    target.write(length);
                    target.write(length >>> 8);
                    target.write(length >>> 16);
                    target.write(length >>> 24);
                    target.writeBytes(each);
                }
            }
        }
    }
}
