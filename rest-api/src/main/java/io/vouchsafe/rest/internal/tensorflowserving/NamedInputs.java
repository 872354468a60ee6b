package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.rest.internal.inference.Texts;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object that holds a value for each input, unless it is a base64 object: which of the two
 * shows only at its end.
 */
final class NamedInputs {
    private static final ServingTexts TEXTS = ServingTexts.TEXTS;

    private final JsonParser json;
    private final Map<String, TensorBuilder> builders;
    private final boolean strict;
    private @Nullable String current;

    /**
     * @param strict a name that is no input is refused rather than passed over
     */
    NamedInputs(JsonParser json, Map<String, TensorBuilder> builders, boolean strict) {
        this.json = json;
        this.builders = builders;
        this.strict = strict;
    }

    /** The name that was being read when reading failed; null outside of values. */
    @Nullable String current() {
        return current;
    }

    /**
     * Reads the object whose bracket is the parser's current token.
     *
     * @return the bytes of a base64 object; null when each member went to its input
     * @throws MalformedBodyException when a value does not fit its input
     */
    byte @Nullable [] read() throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.FIELD_NAME && json.currentName().equals(Base64Object.KEY)) {
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                String text = json.getText();
                token = json.nextToken();
                if (token == JsonToken.END_OBJECT) {
                    return Base64Object.decode(text);
                }
                text(text);
            } else {
                value(Base64Object.KEY);
                token = json.nextToken();
            }
        }
        for (; token != JsonToken.END_OBJECT; token = json.nextToken()) {
            String name = json.currentName();
            json.nextToken();
            value(name);
        }
        return null;
    }

    private void value(String name) throws IOException {
        current = name;
        TensorBuilder builder = builder(name);
        if (builder == null) {
            json.skipChildren();
        } else {
            builder.add(json);
        }
        current = null;
    }

    /** An input may be called {@code b64}, too. */
    private void text(String text) {
        current = Base64Object.KEY;
        TensorBuilder builder = builder(Base64Object.KEY);
        if (builder != null) {
            byte[] bytes = Texts.bytes(text);
            if (bytes == null) {
                throw TEXTS.text(0);
            }
            builder.add(bytes);
        }
        current = null;
    }

    private @Nullable TensorBuilder builder(String name) {
        TensorBuilder builder = builders.get(name);
        if (builder == null && strict) {
            throw TEXTS.unknownInput(ServingBody.shown(name));
        }
        return builder;
    }
}
