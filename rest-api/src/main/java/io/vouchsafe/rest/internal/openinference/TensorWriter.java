package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vouchsafe.kernel.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

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

    void write(String name, Tensor tensor) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("datatype", tensor.dataType().name());
        json.writeArrayFieldStart("shape");
        for (long size : tensor.shape().toArray()) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        switch (tensor) {
            case Tensor.Numeric numeric -> {
                json.writeArrayFieldStart("data");
                numbers(numeric);
                json.writeEndArray();
            }
            case Tensor.Bytes bytes -> texts(bytes);
        }
        json.writeEndObject();
    }

    private void numbers(Tensor.Numeric tensor) throws IOException {
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
                case UINT64 -> json.writeNumber(Long.toUnsignedString(data.getLong()));
                case FP16 -> json.writeNumber(Float.float16ToFloat(data.getShort()));
                case BF16 -> json.writeNumber(BrainFloat.toFloat(data.getShort()));
                case FP32 -> json.writeNumber(data.getFloat());
                case FP64 -> json.writeNumber(data.getDouble());
                case BYTES -> throw new IllegalStateException("a numeric tensor has no BYTES");
            }
        }
    }

    private void texts(Tensor.Bytes tensor) throws IOException {
        byte[][] elements = tensor.elements();
        String[] texts = new String[elements.length];
        boolean encoded = false;
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        for (int i = 0; i < elements.length && !encoded; i++) {
            String text = text(decoder, elements[i]);
            if (text == null) {
                encoded = true;
            } else {
                texts[i] = text;
            }
        }
        if (encoded) {
            json.writeObjectFieldStart("parameters");
            json.writeStringField("content_type", "base64");
            json.writeEndObject();
        }
        json.writeArrayFieldStart("data");
        for (int i = 0; i < elements.length; i++) {
            json.writeString(encoded ? Base64.getEncoder().encodeToString(elements[i]) : texts[i]);
        }
        json.writeEndArray();
    }

    private static @Nullable String text(CharsetDecoder decoder, byte[] bytes) {
        try {
            CharBuffer text = decoder.decode(ByteBuffer.wrap(bytes)); // reports malformed input
            return text.toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }
}
