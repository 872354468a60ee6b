package io.vouchsafe.privacy.internal.engine;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Tensor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies a compiled policy. Types are known only here, at the request: a rule that rewrites whole
 * values removes a tensor of numbers, since there is no text in it to keep; a rule that looks for
 * an entity passes numbers, since there is no text in them to find it in.
 */
public final class PolicyEngine {
    private static final String HIDE = "hide";

    private PolicyEngine() {}

    /**
     * Inputs as the model may see them.
     *
     * @param required removed ones stay with neutral values, others go altogether
     */
    public static Masked mask(Payload payload, CompiledPolicy policy, Set<String> required) {
        Report report = new Report();
        Set<String> dropped = new HashSet<>();
        Map<String, Tensor> result = new LinkedHashMap<>();
        boolean same = true;
        for (var entry : payload.tensors().entrySet()) {
            String name = entry.getKey();
            Tensor before = entry.getValue();
            List<CompiledRule> rules = policy.input(name, before instanceof Tensor.Bytes);
            Tensor after = apply(name, before, rules, report);
            if (after == null) {
                dropped.add(name);
                after = required.contains(name) ? Tensors.neutral(before) : null;
            }
            if (after != null) {
                result.put(name, after);
            }
            same &= after == before;
        }
        return new Masked(same ? payload : new Payload(result), report.counts(), dropped);
    }

    /**
     * Outputs and explanation as the partner may see them.
     *
     * @param hidden outputs that no rule needs to name: the contract does not entitle to them
     * @param dropped inputs whose attributions go
     */
    public static Released release(
            Payload prediction,
            byte @Nullable [] explanation,
            Set<String> hidden,
            @Nullable CompiledPolicy policy,
            Set<String> dropped) {
        Report report = new Report();
        Map<String, Tensor> result = new LinkedHashMap<>();
        boolean same = true;
        for (var entry : prediction.tensors().entrySet()) {
            String name = entry.getKey();
            Tensor before = entry.getValue();
            Tensor after = null;
            if (hidden.contains(name)) {
                report.add(HIDE, name, Tensors.rows(before.shape()));
            } else {
                List<CompiledRule> rules = policy == null ? List.of() : policy.output(name);
                after = apply(name, before, rules, report);
            }
            if (after != null) {
                result.put(name, after);
            }
            same &= after == before;
        }
        return new Released(
                same ? prediction : new Payload(result),
                ExplanationFilter.filter(
                        explanation,
                        output ->
                                hidden.contains(output)
                                        || (policy != null && policy.withholdsNumber(output)),
                        dropped),
                report.counts());
    }

    /** The tensor after its rules; the same object when unchanged, null when removed. */
    private static @Nullable Tensor apply(
            String name, Tensor tensor, List<CompiledRule> rules, Report report) {
        CompiledRule removal = null;
        for (CompiledRule rule : rules) {
            boolean removes =
                    rule.removes()
                            || (tensor instanceof Tensor.Numeric && rule.actsOnWholeValues());
            if (removes) {
                removal = rule;
                break;
            }
        }
        if (removal != null) {
            report.add(removal.operator(), name, Tensors.rows(tensor.shape()));
            return null;
        }
        return switch (tensor) {
            case Tensor.Numeric numeric -> numeric;
            case Tensor.Bytes bytes ->
                    rules.isEmpty() ? bytes : TextPass.rewrite(name, bytes, rules, report);
        };
    }
}
