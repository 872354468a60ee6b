package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the members of one JSON object; each may stand once. The parser stands at the member's
 * value after {@link #next()}.
 */
final class Members {
    private static final OpenInferenceTexts TEXTS = OpenInferenceTexts.TEXTS;
    private static final int LONGEST_TEXT = 1024;
    private static final int MOST = 256;

    private final JsonParser json;
    private final Set<String> seen = new HashSet<>();
    private String place;

    /**
     * @param json at the object's bracket
     * @param place for messages
     */
    Members(JsonParser json, String place) {
        this.json = json;
        this.place = place;
    }

    /** Names the object better, once more is known of it. */
    void place(String better) {
        place = better;
    }

    /** Name of the next member; null after the last. */
    @Nullable String next() throws IOException {
        if (json.nextToken() == JsonToken.END_OBJECT) {
            return null;
        }
        String name = json.currentName();
        if (!seen.add(name)) {
            throw TEXTS.duplicate(shown(name), place);
        }
        if (seen.size() > MOST) {
            throw TEXTS.tooMany(MOST, place);
        }
        json.nextToken();
        return name;
    }

    /** The current member as text. */
    String text(String member) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType(member, "a string");
        }
        String text = json.getText();
        if (text.length() > LONGEST_TEXT) {
            throw TEXTS.tooLong(member, place, LONGEST_TEXT);
        }
        return text;
    }

    RuntimeException wrongType(String member, String expected) {
        return TEXTS.wrongType(member, place, expected);
    }

    RuntimeException unknown(String member) {
        return TEXTS.unknownMember(shown(member), place);
    }

    <T> T required(@Nullable T value, String member) {
        if (value == null) {
            throw TEXTS.missing(member, place);
        }
        return value;
    }

    /** Goes through an object of parameters; those that nobody asks for are passed over. */
    Parameters parameters(String member) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return Parameters.NONE;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrongType(member, "an object");
        }
        return Parameters.read(json, "the parameters of " + place);
    }

    static String shown(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
