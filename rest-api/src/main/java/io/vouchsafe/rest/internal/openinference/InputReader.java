package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code inputs}. Its members may come in any order: data that comes before
 * its shape or datatype is skipped and read again from its place in the body.
 */
final class InputReader {
    private static final OpenInferenceTexts TEXTS = OpenInferenceTexts.TEXTS;
    private static final int MOST_DIMENSIONS = 32;
    private static final long NOT_SEEN = -1;

    /** An input. */
    record Input(String name, Tensor tensor) {}

    private final JsonParser json;
    private final JsonBody body;
    private final Members members;
    private String label;
    private @Nullable String name;
    private @Nullable Shape shape;
    private @Nullable DataType datatype;
    private Parameters parameters = Parameters.NONE;
    private long dataAt = NOT_SEEN;
    private long dataEnd = NOT_SEEN;
    private @Nullable Tensor tensor;

    /**
     * @param json at the input's bracket; afterwards at the closing one
     * @param index of the input, for messages until its name is known
     */
    InputReader(JsonParser json, JsonBody body, int index) {
        this.json = json;
        this.body = body;
        this.label = "Input " + index;
        this.members = new Members(json, label);
    }

    Input read() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw members.wrongType("inputs", "an array of objects");
        }
        for (String member = members.next(); member != null; member = members.next()) {
            member(member);
        }
        String known = members.required(name, "name");
        DataType type = members.required(datatype, "datatype");
        Shape size = members.required(shape, "shape");
        if (parameters.binary()) {
            throw TEXTS.binaryData(label);
        }
        Tensor read = tensor != null ? tensor : again(size, type);
        return new Input(known, decoded(read));
    }

    private void member(String member) throws IOException {
        switch (member) {
            case "name" -> {
                String text = members.text(member);
                name = text;
                label = "Input '" + Members.shown(text) + "'";
                members.place(label);
            }
            case "datatype" -> datatype = datatype(members.text(member));
            case "shape" -> shape = shape();
            case "parameters" -> parameters = members.parameters(member);
            case "data" -> data();
            default -> throw members.unknown(member);
        }
    }

    private void data() throws IOException {
        dataAt = body.offset(json);
        Shape size = shape;
        DataType type = datatype;
        if (size == null || type == null) {
            dataEnd = body.skip(json);
        } else {
            tensor = new TensorData(json, label, size, type, body.mostElements(dataAt)).read();
        }
    }

    private Tensor again(Shape size, DataType type) throws IOException {
        if (dataAt == NOT_SEEN) {
            throw TEXTS.missing("data", label);
        }
        try (JsonParser data = body.between(dataAt, dataEnd)) {
            data.nextToken();
            return new TensorData(data, label, size, type, body.mostElements(dataAt)).read();
        }
    }

    private DataType datatype(String text) {
        try {
            return DataType.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw TEXTS.unknownDataType(label, Members.shown(text));
        }
    }

    private Shape shape() throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw TEXTS.badShape(label);
        }
        long[] sizes = new long[MOST_DIMENSIONS];
        int rank = 0;
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY;
                token = json.nextToken()) {
            if (token != JsonToken.VALUE_NUMBER_INT
                    || rank == MOST_DIMENSIONS
                    || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    || json.getLongValue() < 0) {
                throw TEXTS.badShape(label);
            }
            sizes[rank++] = json.getLongValue();
        }
        return Shape.of(Arrays.copyOf(sizes, rank));
    }

    /** Bytes that came as base64, by the content type that MLServer's clients use. */
    private Tensor decoded(Tensor read) {
        String contentType = parameters.contentType();
        if (!(read instanceof Tensor.Bytes texts) || contentType == null) {
            return read;
        }
        switch (contentType.toLowerCase(Locale.ROOT)) {
            case "str" -> {
                return read;
            }
            case "base64" -> {}
            default -> throw TEXTS.unknownContentType(label, Members.shown(contentType));
        }
        byte[][] bytes = new byte[texts.elements().length][];
        for (int i = 0; i < bytes.length; i++) {
            try {
                bytes[i] = Base64.getDecoder().decode(texts.elements()[i]);
            } catch (IllegalArgumentException malformed) {
                throw TEXTS.notBase64(label, i);
            }
        }
        return new Tensor.Bytes(texts.shape(), bytes);
    }
}
