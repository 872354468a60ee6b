package io.vouchsafe.privacy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule: an operator on one named input, or on one named output.
 *
 * @param input name of the input, {@code *} for every text input; null for an output rule
 * @param output name of the output; null for an input rule
 * @param entity what to find inside a text, such as {@code EMAIL_ADDRESS} (Presidio's names); null:
 *     the whole value
 * @param operator {@code drop, mask, redact, hide}: see {@code privacy.spi.Operator}
 * @param parameters of the operator, such as {@code keep_last: 4}
 */
public record PolicyRule(
        @Nullable String input,
        @Nullable String output,
        @Nullable String entity,
        String operator,
        Map<String, String> parameters) {
    public PolicyRule {
        parameters = Map.copyOf(parameters);
    }
}
