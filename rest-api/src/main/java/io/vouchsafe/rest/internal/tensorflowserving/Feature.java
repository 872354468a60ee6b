package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.rest.internal.inference.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One feature of a {@code tf.Example} ({@code tensorflow/core/example/feature.proto}): a list of
 * bytes, floats or whole numbers, whichever its first element is.
 */
final class Feature {
    private static final ServingTexts TEXTS = ServingTexts.TEXTS;

    /** What it is a list of, and its field in the message. */
    private enum Kind {
        BYTES(1),
        FLOAT(2),
        INT64(3);

        private final int field;

        Kind(int field) {
            this.field = field;
        }
    }

    private final String name;
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private @Nullable Kind kind;

    Feature(String name) {
        this.name = name;
    }

    /** Reads the parser's current value: an element, or a list of them. */
    void read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            element(json);
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element(json);
        }
    }

    private void element(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case VALUE_TRUE, VALUE_FALSE -> {
                require(Kind.INT64);
                ProtoWriter.varint(values, json.currentToken() == JsonToken.VALUE_TRUE ? 1 : 0);
            }
            case VALUE_NUMBER_INT -> whole(json);
            case VALUE_NUMBER_FLOAT -> number(json);
            case VALUE_STRING -> {
                require(Kind.BYTES);
                byte[] bytes = Texts.bytes(json.getText());
                if (bytes == null) {
                    throw TEXTS.featureText(shown());
                }
                ProtoWriter.bytes(values, 1, bytes);
            }
            case START_OBJECT -> base64(json);
            case START_ARRAY -> throw TEXTS.featureType(shown(), "Array");
            default -> throw TEXTS.featureType(shown(), "Null");
        }
    }

    private void whole(JsonParser json) throws IOException {
        if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            require(Kind.INT64);
            ProtoWriter.varint(values, json.getLongValue());
            return;
        }
        if (json.getBigIntegerValue().signum() > 0
                && json.getBigIntegerValue().bitLength() <= Long.SIZE) {
            throw TEXTS.featureUint64(shown());
        }
        number(json);
    }

    private void number(JsonParser json) throws IOException {
        require(Kind.FLOAT);
        float value = json.getFloatValue();
        if (Float.isInfinite(value) && !json.isNaN()) {
            throw TEXTS.featureFloat(shown());
        }
        ProtoWriter.fixed32(values, Float.floatToRawIntBits(value));
    }

    private void base64(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.FIELD_NAME
                || !json.currentName().equals(Base64Object.KEY)
                || json.nextToken() != JsonToken.VALUE_STRING) {
            throw TEXTS.featureType(shown(), "Object");
        }
        require(Kind.BYTES);
        byte[] bytes = Base64Object.decode(json.getText());
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw TEXTS.featureType(shown(), "Object");
        }
        ProtoWriter.bytes(values, 1, bytes);
    }

    private void require(Kind wanted) {
        Kind known = kind;
        if (known == null) {
            kind = wanted;
        } else if (known != wanted) {
            throw TEXTS.featureKind(shown(), known.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private String shown() {
        return ServingBody.shown(name);
    }

    /** As a message {@code Feature}; numbers are packed. An empty list says no kind. */
    byte[] message() {
        ByteArrayOutputStream message = new ByteArrayOutputStream(values.size() + 16);
        Kind known = kind;
        if (known != null) {
            ByteArrayOutputStream list = values;
            if (known != Kind.BYTES) {
                list = new ByteArrayOutputStream(values.size() + 8);
                ProtoWriter.bytes(list, 1, values.toByteArray());
            }
            ProtoWriter.bytes(message, known.field, list.toByteArray());
        }
        return message.toByteArray();
    }
}
