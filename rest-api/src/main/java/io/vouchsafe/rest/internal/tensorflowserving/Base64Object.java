package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;

/** {@code {"b64": "…"}}: bytes in place of a text. */
final class Base64Object {
    static final String KEY = "b64";

    private Base64Object() {}

    /**
     * Reads one; it has no other member.
     *
     * @param json at the object's bracket; afterwards at the closing one
     */
    static byte[] read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.FIELD_NAME
                || !json.currentName().equals(KEY)
                || json.nextToken() != JsonToken.VALUE_STRING) {
            throw ServingTexts.TEXTS.base64Form();
        }
        byte[] bytes = decode(json.getText());
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw ServingTexts.TEXTS.base64Form();
        }
        return bytes;
    }

    static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw ServingTexts.TEXTS.base64();
        }
    }
}
