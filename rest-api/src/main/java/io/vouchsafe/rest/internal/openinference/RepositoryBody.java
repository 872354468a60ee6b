package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.rest.internal.http.LimitedBody;
import io.vouchsafe.rest.internal.inference.JsonBody;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bodies of the model repository extension; none is one without members.
 *
 * @param ready of an index: only what can answer now
 * @param override of a load: files or settings in place of the model's own
 */
record RepositoryBody(boolean ready, boolean override) {
    private static final OpenInferenceTexts TEXTS = OpenInferenceTexts.TEXTS;
    private static final int LIMIT = 1 << 16;

    static RepositoryBody read(InputStream stream) throws IOException {
        byte[] bytes = LimitedBody.read(stream, -1, LIMIT);
        if (bytes.length == 0) {
            return new RepositoryBody(false, false);
        }
        try (JsonParser json = JsonBody.strict(bytes, bytes.length).start()) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw TEXTS.notAnObject();
            }
            RepositoryBody read = members(json);
            if (json.nextToken() != null) {
                throw TEXTS.trailing(json.currentTokenLocation().getByteOffset());
            }
            return read;
        } catch (JsonProcessingException malformed) {
            throw TEXTS.notJson(0);
        }
    }

    private static RepositoryBody members(JsonParser json) throws IOException {
        boolean ready = false;
        boolean override = false;
        Members members = new Members(json, "the request");
        for (String name = members.next(); name != null; name = members.next()) {
            switch (name) {
                case "ready" -> {
                    if (!json.currentToken().isBoolean()) {
                        throw members.wrongType(name, "true or false");
                    }
                    ready = json.getBooleanValue();
                }
                case "parameters" -> override = override(json, members, name);
                default -> throw members.unknown(name);
            }
        }
        return new RepositoryBody(ready, override);
    }

    private static boolean override(JsonParser json, Members members, String name)
            throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw members.wrongType(name, "an object");
        }
        boolean override = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String parameter = json.currentName();
            override |= parameter.equals("config") || parameter.startsWith("file:");
            json.nextToken();
            json.skipChildren();
        }
        return override;
    }

    /** Approved is what was uploaded, not what somebody sends along. */
    void requireNoOverride() {
        if (override) {
            throw TEXTS.override();
        }
    }
}
