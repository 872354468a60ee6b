package io.vouchsafe.governance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The machine-readable part of a model card.
 *
 * @param explanationBaseline input name to the value that means "nothing known", as text; of an
 *     input of numbers with several columns also one value each ({@code 40,0,1.5}), and several
 *     such rows as a background ({@code 1,0;3,1})
 * @param explainedOutput output whose value is explained; null: the first floating one
 * @param featureNames input name to the names of its columns, in their order
 * @param featureGroups group name to the features that are explained together
 * @param processing JSON object that versions uploaded from now on get as their {@value
 *     Registry#DECLARATION} when they bring none; null: none. It changes no version there is
 */
public record CardSettings(
        Map<String, String> explanationBaseline,
        @Nullable String explainedOutput,
        Map<String, List<String>> featureNames,
        Map<String, List<String>> featureGroups,
        @Nullable String processing) {
    public static final CardSettings NONE = new CardSettings(Map.of(), null);

    public CardSettings {
        explanationBaseline = Map.copyOf(explanationBaseline);
        featureNames = lists(featureNames);
        featureGroups = lists(featureGroups);
    }

    public CardSettings(Map<String, String> explanationBaseline, @Nullable String explainedOutput) {
        this(explanationBaseline, explainedOutput, Map.of(), Map.of(), null);
    }

    public CardSettings(
            Map<String, String> explanationBaseline,
            @Nullable String explainedOutput,
            Map<String, List<String>> featureNames,
            Map<String, List<String>> featureGroups) {
        this(explanationBaseline, explainedOutput, featureNames, featureGroups, null);
    }

    private static Map<String, List<String>> lists(Map<String, List<String>> lists) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        lists.forEach((name, members) -> copy.put(name, List.copyOf(members)));
        return Map.copyOf(copy);
    }
}
