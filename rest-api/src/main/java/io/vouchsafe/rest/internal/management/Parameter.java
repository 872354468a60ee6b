package io.vouchsafe.rest.internal.management;

import io.vouchsafe.rest.internal.problem.ProblemType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters: absent or blank is null, malformed is 400 and names the parameter. */
final class Parameter {
    private Parameter() {}

    /**
     * @param expected what it should be, for the message
     */
    static <T> @Nullable T read(
            String name, @Nullable String text, String expected, Function<String, T> reader) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException malformed) {
            throw ProblemType.BAD_REQUEST
                    .because(ManagementTexts.TEXTS.badParameter(name, expected))
                    .with("parameter", name)
                    .toException();
        }
    }
}
