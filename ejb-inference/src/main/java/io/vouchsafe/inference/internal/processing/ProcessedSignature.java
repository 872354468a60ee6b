package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A signature of the model, the steps around it, and what a client sees of both. A tensor that no
 * step takes or feeds passes as it is, under its own name.
 *
 * @param inner the model's own
 * @param outer the client's
 */
record ProcessedSignature(
        Signature inner, Signature outer, List<InputStep> before, List<OutputStep> after) {
    static final String METHOD = "tensorflow/serving/predict";

    static ProcessedSignature untouched(Signature signature) {
        return new ProcessedSignature(signature, signature, List.of(), List.of());
    }

    /** Refuses steps that feed one tensor twice, or two things under one name. */
    static ProcessedSignature of(
            String where, Signature inner, List<InputStep> before, List<OutputStep> after) {
        Set<String> fed = new HashSet<>();
        for (InputStep step : before) {
            for (String tensor : step.feeds()) {
                if (!fed.add(tensor)) {
                    throw Fields.rejected(TEXTS.tensorTwice(where, tensor));
                }
            }
        }
        List<TensorSpec> inputs = new ArrayList<>();
        before.forEach(step -> inputs.addAll(step.offers()));
        inner.inputs().stream().filter(spec -> !fed.contains(spec.name())).forEach(inputs::add);
        Set<String> taken = new HashSet<>();
        List<TensorSpec> outputs = new ArrayList<>();
        for (OutputStep step : after) {
            taken.add(step.takes());
            outputs.addAll(step.offers());
        }
        inner.outputs().stream().filter(spec -> !taken.contains(spec.name())).forEach(outputs::add);
        checkNames(where, inputs);
        checkNames(where, outputs);
        Signature outer = new Signature(inner.name(), METHOD, inputs, outputs);
        return new ProcessedSignature(inner, outer, List.copyOf(before), List.copyOf(after));
    }

    private static void checkNames(String where, List<TensorSpec> specs) {
        Set<String> names = new HashSet<>();
        for (TensorSpec spec : specs) {
            if (!names.add(spec.name())) {
                throw Fields.rejected(TEXTS.nameTwice(where, spec.name()));
            }
        }
    }

    boolean isUntouched() {
        return before.isEmpty() && after.isEmpty();
    }

    /** The model's outputs that are needed for these of the client's; empty: all of them. */
    Set<String> needed(Set<String> wanted) {
        if (wanted.isEmpty()) {
            return Set.of();
        }
        Set<String> needed = new HashSet<>();
        Map<String, String> sources = new LinkedHashMap<>();
        for (OutputStep step : after) {
            step.offers().forEach(spec -> sources.put(spec.name(), step.takes()));
        }
        wanted.forEach(name -> needed.add(sources.getOrDefault(name, name)));
        return needed;
    }
}
