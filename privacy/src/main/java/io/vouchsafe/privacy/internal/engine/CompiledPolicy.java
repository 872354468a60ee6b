package io.vouchsafe.privacy.internal.engine;

import io.vouchsafe.kernel.PolicyRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One revision, indexed by tensor; immutable. */
public final class CompiledPolicy {
    private final PolicyRef ref;
    private final Map<String, List<CompiledRule>> inputs;
    private final Map<String, List<CompiledRule>> textInputs;
    private final List<CompiledRule> anyText;
    private final Map<String, List<CompiledRule>> outputs;

    /**
     * @param inputs rules that name their input
     * @param anyText rules for every text input
     * @param outputs rules that name their output
     */
    public CompiledPolicy(
            PolicyRef ref,
            Map<String, List<CompiledRule>> inputs,
            List<CompiledRule> anyText,
            Map<String, List<CompiledRule>> outputs) {
        this.ref = ref;
        this.inputs = copy(inputs);
        this.anyText = List.copyOf(anyText);
        this.outputs = copy(outputs);
        Map<String, List<CompiledRule>> texts = new HashMap<>();
        inputs.forEach((name, rules) -> texts.put(name, inOrder(rules, anyText)));
        this.textInputs = Map.copyOf(texts);
    }

    public PolicyRef ref() {
        return ref;
    }

    /** Rules for this input, in the policy's order. */
    List<CompiledRule> input(String name, boolean text) {
        return text ? textInputs.getOrDefault(name, anyText) : inputs.getOrDefault(name, List.of());
    }

    List<CompiledRule> output(String name) {
        return outputs.getOrDefault(name, List.of());
    }

    /** True when a number of this output would not leave: removed, or rewritten as a whole. */
    boolean withholdsNumber(String output) {
        return output(output).stream().anyMatch(CompiledRule::actsOnWholeValues);
    }

    private static List<CompiledRule> inOrder(List<CompiledRule> some, List<CompiledRule> more) {
        List<CompiledRule> all = new ArrayList<>(some);
        all.addAll(more);
        all.sort(Comparator.comparingInt(CompiledRule::number));
        return List.copyOf(all);
    }

    private static Map<String, List<CompiledRule>> copy(Map<String, List<CompiledRule>> rules) {
        Map<String, List<CompiledRule>> copy = new HashMap<>();
        rules.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        return Map.copyOf(copy);
    }
}
