package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.rest.internal.inference.NumberWriter;
import io.vouchsafe.rest.internal.inference.Texts;
import java.io.IOException;
import java.util.Base64;

/**
 * Writes one tensor as a {@code response_output}, its data flat and row-major.
 *
 * <p>A float is written with as few digits as read back to the same float; those that JSON has no
 * numbers for as {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. Byte strings of which
 * one is no UTF-8 go as base64, said by the parameter {@code content_type}.
 */
final class TensorWriter {
    private final JsonGenerator json;

    TensorWriter(JsonGenerator json) {
        this.json = json;
    }

    /**
     * @param binary its data goes behind the JSON
     */
    void write(String name, Tensor tensor, boolean binary) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("datatype", tensor.dataType().name());
        json.writeArrayFieldStart("shape");
        for (long size : tensor.shape().toArray()) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        if (binary) {
            json.writeObjectFieldStart("parameters");
            json.writeNumberField("binary_data_size", BinaryData.size(tensor));
            json.writeEndObject();
        } else {
            data(tensor);
        }
        json.writeEndObject();
    }

    private void data(Tensor tensor) throws IOException {
        switch (tensor) {
            case Tensor.Numeric numeric -> {
                json.writeArrayFieldStart("data");
                NumberWriter.write(
                        json, numeric.dataType(), numeric.buffer(), numeric.shape().elements());
                json.writeEndArray();
            }
            case Tensor.Bytes bytes -> texts(bytes);
        }
    }

    private void texts(Tensor.Bytes tensor) throws IOException {
        byte[][] elements = tensor.elements();
        String[] texts = Texts.texts(elements);
        if (texts == null) {
            json.writeObjectFieldStart("parameters");
            json.writeStringField("content_type", "base64");
            json.writeEndObject();
        }
        json.writeArrayFieldStart("data");
        for (int i = 0; i < elements.length; i++) {
            json.writeString(
                    texts == null ? Base64.getEncoder().encodeToString(elements[i]) : texts[i]);
        }
        json.writeEndArray();
    }
}
