package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.rest.internal.inference.Numbers;
import io.vouchsafe.rest.internal.inference.Texts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The elements of a tensor whose size is not known before its end: this protocol declares no
 * shapes. Memory grows with what was read, never ahead of it.
 */
abstract sealed class Elements {
    private static final ServingTexts TEXTS = ServingTexts.TEXTS;

    private long count;

    static Elements of(DataType type) {
        return type == DataType.BYTES ? new ByteStrings() : new Numeric(type);
    }

    /** Takes the parser's current scalar, or a base64 object. */
    abstract void accept(JsonParser json) throws IOException;

    /** Takes bytes that were decoded already. */
    abstract void accept(byte[] decoded);

    /** All of them, once. */
    abstract Tensor tensor(Shape shape);

    final long count() {
        return count;
    }

    final void counted() {
        count++;
    }

    /** In chunks, so that growing copies nothing. */
    private static final class Numeric extends Elements {
        private static final int FIRST = 1 << 12;
        private static final int LARGEST = 1 << 20;

        private final DataType type;
        private final Numbers numbers;
        private final List<ByteBuffer> full = new ArrayList<>();
        private ByteBuffer chunk = chunk(FIRST);

        Numeric(DataType type) {
            this.type = type;
            this.numbers = Numbers.withLiterals(type);
        }

        private static ByteBuffer chunk(int bytes) {
            return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        void accept(JsonParser json) throws IOException {
            if (!chunk.hasRemaining()) {
                full.add(chunk);
                chunk = chunk(Math.min(LARGEST, chunk.capacity() * 2));
            }
            switch (numbers.write(json, chunk)) {
                case WRITTEN -> counted();
                case WRONG_TYPE -> throw TEXTS.type(count(), ServingTypes.shown(type));
                case OUT_OF_RANGE -> throw TEXTS.lossy(count(), ServingTypes.shown(type));
            }
        }

        @Override
        void accept(byte[] decoded) {
            throw TEXTS.type(count(), ServingTypes.shown(type));
        }

        @Override
        Tensor tensor(Shape shape) {
            ByteBuffer whole =
                    ByteBuffer.allocateDirect(Math.toIntExact(count() * type.size()))
                            .order(ByteOrder.LITTLE_ENDIAN);
            for (ByteBuffer part : full) {
                whole.put(part.flip());
            }
            whole.put(chunk.flip());
            return new Tensor.Numeric(type, shape, whole.flip());
        }
    }

    private static final class ByteStrings extends Elements {
        private byte[][] elements = new byte[16][];

        @Override
        void accept(JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                accept(Base64Object.read(json));
                return;
            }
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw TEXTS.type(count(), ServingTypes.shown(DataType.BYTES));
            }
            byte[] bytes = Texts.bytes(json.getText());
            if (bytes == null) {
                throw TEXTS.text(count());
            }
            accept(bytes);
        }

        @Override
        void accept(byte[] decoded) {
            int at = Math.toIntExact(count());
            if (at == elements.length) {
                elements = Arrays.copyOf(elements, at + (at >> 1));
            }
            elements[at] = decoded;
            counted();
        }

        @Override
        Tensor tensor(Shape shape) {
            return new Tensor.Bytes(shape, Arrays.copyOf(elements, Math.toIntExact(count())));
        }
    }
}
