package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters this server understands; the protocol lets it pass over all others.
 *
 * @param signature {@code signature_name}, of a request: which of the model's signatures to call
 * @param contentType {@code content_type}, of an input: {@code base64} when its texts are encoded
 *     bytes
 * @param binarySize {@code binary_data_size}, of an input: its data are so many bytes behind the
 *     JSON
 * @param binary {@code binary_data}, of an output: whether it goes behind the JSON
 * @param allBinary {@code binary_data_output}, of a request: the same of every output that does not
 *     say
 */
record Parameters(
        @Nullable String signature,
        @Nullable String contentType,
        @Nullable Long binarySize,
        @Nullable Boolean binary,
        @Nullable Boolean allBinary) {
    static final Parameters NONE = new Parameters(null, null, null, null, null);

    /**
     * @param json at the object's bracket; afterwards at the closing one
     */
    static Parameters read(JsonParser json, String place) throws IOException {
        String signature = null;
        String contentType = null;
        Long binarySize = null;
        Boolean binary = null;
        Boolean allBinary = null;
        Members members = new Members(json, place);
        for (String name = members.next(); name != null; name = members.next()) {
            switch (name) {
                case "signature_name" -> signature = members.text(name);
                case "content_type" -> contentType = members.text(name);
                case "binary_data_size" -> binarySize = size(json, members, name);
                case "binary_data" -> binary = truth(json, members, name);
                case "binary_data_output" -> allBinary = truth(json, members, name);
                default -> json.skipChildren();
            }
        }
        return new Parameters(signature, contentType, binarySize, binary, allBinary);
    }

    private static Long size(JsonParser json, Members members, String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || json.getLongValue() < 0) {
            throw members.wrongType(name, "a number of bytes");
        }
        return json.getLongValue();
    }

    private static Boolean truth(JsonParser json, Members members, String name) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw members.wrongType(name, "true or false");
        };
    }
}
