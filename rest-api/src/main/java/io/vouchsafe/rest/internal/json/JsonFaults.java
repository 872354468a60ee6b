package io.vouchsafe.rest.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in our words what the parser objects to: its own words name classes and quote values. */
final class JsonFaults {
    private static final int LONGEST_NAME = 64;

    private JsonFaults() {}

    static MalformedBodyException explain(JsonProcessingException malformed) {
        return switch (malformed) {
            case UnrecognizedPropertyException unknown ->
                    new MalformedBodyException(
                            JsonTexts.TEXTS.unknownMember(shown(unknown.getPropertyName())),
                            pointer(unknown.getPath()));
            case JsonTypes.UnfitValueException unfit ->
                    new MalformedBodyException(
                            unfit.getOriginalMessage(), pointer(unfit.getPath()));
            case MismatchedInputException mismatch -> mismatch(mismatch);
            default -> syntax(malformed);
        };
    }

    private static MalformedBodyException mismatch(MismatchedInputException mismatch) {
        if (mismatch.getPath().isEmpty() && isAtStart(mismatch.getLocation())) {
            return JsonTexts.TEXTS.empty();
        }
        return new MalformedBodyException(
                JsonTexts.TEXTS.wrongType(kind(mismatch.getTargetType())),
                pointer(mismatch.getPath()));
    }

    private static MalformedBodyException syntax(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        return at == null
                ? JsonTexts.TEXTS.notJson(1, 1)
                : JsonTexts.TEXTS.notJson(at.getLineNr(), at.getColumnNr());
    }

    private static boolean isAtStart(@Nullable JsonLocation location) {
        return location == null || location.getByteOffset() <= 0;
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "another type";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        if (type == Long.class || type == Integer.class) {
            return "an integer";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        return type == String.class ? "a string" : "an object";
    }

    /** JSON pointer (RFC 6901); the empty text is the whole body. */
    static String pointer(List<JsonMappingException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            String name = step.getFieldName();
            pointer.append('/')
                    .append(name == null ? Integer.toString(step.getIndex()) : escape(shown(name)));
        }
        return pointer.toString();
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String shown(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
