package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads one {@code data} member, flat or nested, straight into a tensor: no list, no boxed number,
 * no tree in between. Used once.
 */
final class TensorData {
    private static final OpenInferenceTexts TEXTS = OpenInferenceTexts.TEXTS;

    private final JsonParser json;
    private final String input;
    private final Shape shape;
    private final DataType datatype;
    private final long elements;
    private final ElementSink sink;
    private long count;

    /**
     * @param json at the first token of the data
     * @param input for messages
     * @param mostElements that the rest of the body can hold, at two bytes each: checked before
     *     memory is taken
     */
    TensorData(JsonParser json, String input, Shape shape, DataType datatype, long mostElements) {
        this.json = json;
        this.input = input;
        this.shape = shape;
        this.datatype = datatype;
        this.elements = elements(shape);
        if (elements < 0
                || elements > mostElements
                || elements > Integer.MAX_VALUE / Math.max(1, datatype.size())) {
            throw TEXTS.shapeTooLarge(input, shape);
        }
        this.sink =
                datatype == DataType.BYTES
                        ? new TextSink((int) elements)
                        : new NumberSink((int) elements * datatype.size());
    }

    /** Negative when the product does not even fit a long. */
    private static long elements(Shape shape) {
        try {
            return shape.elements();
        } catch (ArithmeticException overflow) {
            return -1;
        }
    }

    Tensor read() throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_ARRAY && shape.rank() > 1) {
                nested(0, first);
            } else {
                flat(first);
            }
        } else if (shape.rank() == 0) {
            element(json.currentToken());
        } else {
            throw TEXTS.dataNotArray(input);
        }
        if (count != elements) {
            throw TEXTS.wrongCount(input, elements, shape);
        }
        return sink.tensor();
    }

    private void flat(JsonToken first) throws IOException {
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (count == elements) {
                throw TEXTS.wrongCount(input, elements, shape);
            }
            element(token);
        }
    }

    /** Reads the elements of an array whose bracket was read already. */
    private void nested(int dimension, JsonToken first) throws IOException {
        JsonToken token = first;
        boolean innermost = dimension == shape.rank() - 1;
        for (long i = 0; i < shape.size(dimension); i++) {
            if (innermost) {
                element(token);
            } else if (token == JsonToken.START_ARRAY) {
                nested(dimension + 1, json.nextToken());
            } else {
                throw TEXTS.wrongNesting(input, shape);
            }
            token = json.nextToken();
        }
        if (token != JsonToken.END_ARRAY) {
            throw TEXTS.wrongNesting(input, shape);
        }
    }

    private void element(JsonToken token) throws IOException {
        if (!token.isScalarValue()) {
            throw TEXTS.wrongNesting(input, shape);
        }
        sink.accept();
        count++;
    }

    /** Where elements go. */
    private interface ElementSink {
        void accept() throws IOException;

        Tensor tensor();
    }

    private final class NumberSink implements ElementSink {
        private final Numbers numbers = Numbers.of(datatype);
        private final ByteBuffer target;

        NumberSink(int bytes) {
            target = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public void accept() throws IOException {
            switch (numbers.write(json, target)) {
                case WRITTEN -> {}
                case WRONG_TYPE -> throw TEXTS.wrongElement(input, count, datatype);
                case OUT_OF_RANGE -> throw TEXTS.outOfRange(input, count, datatype);
            }
        }

        @Override
        public Tensor tensor() {
            return new Tensor.Numeric(datatype, shape, target.flip());
        }
    }

    private final class TextSink implements ElementSink {
        private final byte[][] target;

        TextSink(int elements) {
            target = new byte[elements][];
        }

        @Override
        public void accept() throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw TEXTS.wrongElement(input, count, datatype);
            }
            String text = json.getText();
            if (!isWellFormed(text)) {
                throw TEXTS.malformedText(input, count);
            }
            target[(int) count] = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Tensor tensor() {
            return new Tensor.Bytes(shape, target);
        }

        /** No half of a surrogate pair alone: UTF-8 has no form for it. */
        private boolean isWellFormed(String text) {
            for (int i = 0; i < text.length(); i++) {
                char unit = text.charAt(i);
                if (Character.isSurrogate(unit)) {
                    if (i + 1 == text.length()
                            || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                        return false;
                    }
                    i++;
                }
            }
            return true;
        }
    }
}
