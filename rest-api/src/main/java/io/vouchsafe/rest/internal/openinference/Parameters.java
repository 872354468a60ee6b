package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters this server understands; the protocol lets it pass over all others.
 *
 * @param signature {@code signature_name}, of a request: which of the model's signatures to call
 * @param contentType {@code content_type}, of an input: {@code base64} when its texts are encoded
 *     bytes
 * @param binary {@code binary_data_size} is there, of an input: its data stands behind the JSON
 */
record Parameters(@Nullable String signature, @Nullable String contentType, boolean binary) {
    static final Parameters NONE = new Parameters(null, null, false);

    /**
     * @param json at the object's bracket; afterwards at the closing one
     */
    static Parameters read(JsonParser json, String place) throws IOException {
        String signature = null;
        String contentType = null;
        boolean binary = false;
        Members members = new Members(json, place);
        for (String name = members.next(); name != null; name = members.next()) {
            switch (name) {
                case "signature_name" -> signature = members.text(name);
                case "content_type" -> contentType = members.text(name);
                case "binary_data_size" -> binary = true;
                default -> json.skipChildren();
            }
        }
        return new Parameters(signature, contentType, binary);
    }
}
