package io.vouchsafe.governance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The machine-readable part of a model card.
 *
 * @param explanationBaseline input name to the value that means "nothing known", as text
 * @param explainedOutput output whose value is explained; null: the first floating one
 */
public record CardSettings(
        Map<String, String> explanationBaseline, @Nullable String explainedOutput) {
    public static final CardSettings NONE = new CardSettings(Map.of(), null);

    public CardSettings {
        explanationBaseline = Map.copyOf(explanationBaseline);
    }
}
