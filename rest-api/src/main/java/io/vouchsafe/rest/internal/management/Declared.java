package io.vouchsafe.rest.internal.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import org.jspecify.annotations.Nullable;

/** What is done before and after a model, as JSON here and as text in the registry. */
final class Declared {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Declared() {}

    static @Nullable JsonNode read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("The card's processing is no JSON", ours);
        }
    }

    /** Its steps are checked against a model, so at the next upload. */
    static @Nullable String write(@Nullable JsonNode declaration) {
        if (declaration == null || declaration.isNull()) {
            return null;
        }
        if (!declaration.isObject()) {
            throw new MalformedBodyException(ManagementTexts.TEXTS.processingNoObject());
        }
        return declaration.toString();
    }
}
