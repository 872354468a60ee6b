package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.rest.internal.inference.NumberWriter;
import io.vouchsafe.rest.internal.inference.Texts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tensor as nested lists, whole or row by row. Strings of an output whose name ends in
 * {@code _bytes}, or of which one is no UTF-8, are base64 objects.
 */
final class TensorJson {
    private static final String BYTES = "_bytes";

    private final JsonGenerator json;
    private final Shape shape;
    private final @Nullable ByteBuffer numbers;
    private final Tensor tensor;
    private final String @Nullable [] texts;
    private int at;

    TensorJson(JsonGenerator json, String name, Tensor tensor) {
        this.json = json;
        this.shape = tensor.shape();
        this.tensor = tensor;
        this.numbers = tensor instanceof Tensor.Numeric numeric ? numeric.buffer() : null;
        this.texts =
                tensor instanceof Tensor.Bytes bytes && !name.endsWith(BYTES)
                        ? Texts.texts(bytes.elements())
                        : null;
    }

    void whole() throws IOException {
        level(0);
    }

    /** The next of the outermost dimension. */
    void row() throws IOException {
        level(1);
    }

    private void level(int dimension) throws IOException {
        if (dimension >= shape.rank()) {
            elements(1);
            return;
        }
        json.writeStartArray();
        long size = shape.size(dimension);
        if (dimension == shape.rank() - 1) {
            elements(size);
        } else {
            for (long i = 0; i < size; i++) {
                level(dimension + 1);
            }
        }
        json.writeEndArray();
    }

    private void elements(long count) throws IOException {
        if (numbers != null) {
            NumberWriter.write(json, tensor.dataType(), numbers, count);
            return;
        }
        byte[][] elements = ((Tensor.Bytes) tensor).elements();
        for (long i = 0; i < count; i++, at++) {
            if (texts != null) {
                json.writeString(texts[at]);
            } else {
                json.writeStartObject();
                json.writeStringField(
                        Base64Object.KEY, Base64.getEncoder().encodeToString(elements[at]));
                json.writeEndObject();
            }
        }
    }
}
