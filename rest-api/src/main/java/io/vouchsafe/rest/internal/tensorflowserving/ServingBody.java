package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.rest.internal.inference.JsonBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** Goes through the members of a request's object; members that nobody knows are passed over. */
final class ServingBody {
    static final String SIGNATURE = "signature_name";

    private static final ServingTexts TEXTS = ServingTexts.TEXTS;
    private static final int MOST_MEMBERS = 64;

    private ServingBody() {}

    /** What is done with a member. */
    @FunctionalInterface
    interface Reader {
        /**
         * Reads the parser's current value.
         *
         * @return false when the member is not known
         */
        boolean read(String member, JsonParser json) throws IOException;
    }

    static void read(byte[] bytes, Reader reader) {
        if (bytes.length == 0) {
            throw TEXTS.empty();
        }
        try (JsonParser json = JsonBody.withLiterals(bytes).start()) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw TEXTS.notAnObject();
            }
            members(json, reader);
            if (json.nextToken() != null) {
                throw TEXTS.trailing(json.currentTokenLocation().getByteOffset());
            }
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            throw TEXTS.notJson(at == null ? 0 : Math.max(0, at.getByteOffset()));
        } catch (IOException impossible) { // from memory
            throw new UncheckedIOException(impossible);
        }
    }

    private static void members(JsonParser json, Reader reader) throws IOException {
        Set<String> seen = new HashSet<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            if (!seen.add(member)) {
                throw TEXTS.twice(shown(member));
            }
            if (seen.size() > MOST_MEMBERS) {
                throw TEXTS.tooManyKeys(MOST_MEMBERS);
            }
            json.nextToken();
            if (!reader.read(member, json)) {
                json.skipChildren();
            }
        }
    }

    static String signature(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw TEXTS.signatureName();
        }
        return json.getText();
    }

    static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() <= 64 ? plain : plain.substring(0, 64) + "…";
    }
}
