package io.vouchsafe.privacy.internal.engine;

import static io.vouchsafe.privacy.internal.PrivacyMessages.TEXT;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of an explanation what its reader may not see. Member order and the text of numbers
 * stay as they are, so what was canonical stays canonical; value, baseline and residual stay those
 * of the whole run.
 *
 * <p>Anything but one object with a text {@code output}, and {@code attributions} as objects of
 * numbers, is refused: what cannot be understood cannot be cleaned.
 */
final class ExplanationFilter {
    private static final String OUTPUT = "output";
    private static final String ATTRIBUTIONS = "attributions";
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build();

    private ExplanationFilter() {}

    /**
     * The same bytes when nothing is to be taken out; null when the explained output is withheld.
     */
    static byte @Nullable [] filter(
            byte @Nullable [] explanation, Predicate<String> withheld, Set<String> dropped) {
        if (explanation == null) {
            return null;
        }
        try {
            if (withheld.test(output(explanation))) {
                return null;
            }
            return dropped.isEmpty() ? explanation : without(explanation, dropped);
        } catch (IOException unreadable) {
            // The cause would quote the explanation, so it goes no further.
            throw TEXT.explanationUnreadable();
        }
    }

    /** The explained output; reads the whole text, so that nothing malformed is passed on. */
    private static String output(byte[] explanation) throws IOException {
        String output = null;
        try (JsonParser parser = JSON.createParser(explanation)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean named = parser.currentName().equals(OUTPUT);
                JsonToken value = parser.nextToken();
                if (named) {
                    require(value == JsonToken.VALUE_STRING);
                    output = parser.getText();
                }
                parser.skipChildren();
            }
            require(parser.nextToken() == null);
        }
        if (output == null) {
            throw TEXT.explanationUnreadable();
        }
        return output;
    }

    private static byte[] without(byte[] explanation, Set<String> dropped) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream(explanation.length);
        try (JsonParser parser = JSON.createParser(explanation);
                JsonGenerator generator = JSON.createGenerator(result)) {
            parser.nextToken();
            copy(parser, generator, dropped, false);
        }
        return result.toByteArray();
    }

    /** Copies the value the parser stands on. */
    private static void copy(
            JsonParser parser, JsonGenerator generator, Set<String> dropped, boolean attributions)
            throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> copyObject(parser, generator, dropped, attributions);
            case START_ARRAY -> {
                require(!attributions);
                generator.writeStartArray();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    copy(parser, generator, dropped, false);
                }
                generator.writeEndArray();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(parser.getText());
            default -> generator.copyCurrentEvent(parser);
        }
    }

    private static void copyObject(
            JsonParser parser, JsonGenerator generator, Set<String> dropped, boolean attributions)
            throws IOException {
        generator.writeStartObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (attributions && dropped.contains(name)) {
                parser.skipChildren();
                continue;
            }
            boolean inside = !attributions && name.equals(ATTRIBUTIONS);
            require(!inside || value == JsonToken.START_OBJECT);
            require(!attributions || value.isNumeric());
            generator.writeFieldName(name);
            copy(parser, generator, dropped, inside);
        }
        generator.writeEndObject();
    }

    private static void require(boolean known) {
        if (!known) {
            throw TEXT.explanationUnreadable();
        }
    }
}
