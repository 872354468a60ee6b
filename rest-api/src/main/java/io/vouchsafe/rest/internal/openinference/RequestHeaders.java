package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.rest.internal.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Our headers of a request to a model; what is absent or blank is null.
 *
 * @param subject pseudonym of the person concerned
 * @param explain method, such as {@code integrated-gradients}
 */
record RequestHeaders(
        @Nullable Purpose purpose,
        @Nullable ContractId contract,
        @Nullable String subject,
        @Nullable String explain) {

    static RequestHeaders of(HttpHeaders headers) {
        return new RequestHeaders(
                read(headers, "Vouchsafe-Purpose", Purpose::new),
                read(headers, "Vouchsafe-Contract", ContractId::new),
                read(headers, "Vouchsafe-Subject", RequestHeaders::printable),
                read(headers, "Vouchsafe-Explain", RequestHeaders::printable));
    }

    private static <T> @Nullable T read(
            HttpHeaders headers, String name, Function<String, T> reader) {
        String value = headers.getHeaderString(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return reader.apply(value.strip());
        } catch (IllegalArgumentException malformed) {
            throw ProblemType.BAD_REQUEST
                    .because(OpenInferenceTexts.TEXTS.badHeader(name))
                    .toException();
        }
    }

    private static String printable(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("control character");
        }
        return value;
    }
}
