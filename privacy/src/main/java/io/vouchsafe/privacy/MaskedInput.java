package io.vouchsafe.privacy;

import static io.vouchsafe.privacy.internal.PrivacyMessages.TEXT;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.Rows;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Proof that a payload went through a policy: only this module makes one. */
public final class MaskedInput {
    private final Payload payload;
    private final @Nullable CompiledPolicy policy;
    private final Map<String, Integer> report;
    private final Set<String> dropped;
    private final boolean ofMany;

    MaskedInput(
            Payload payload,
            @Nullable CompiledPolicy policy,
            Map<String, Integer> report,
            Set<String> dropped) {
        this(payload, policy, report, dropped, false);
    }

    private MaskedInput(
            Payload payload,
            @Nullable CompiledPolicy policy,
            Map<String, Integer> report,
            Set<String> dropped,
            boolean ofMany) {
        this.payload = payload;
        this.policy = policy;
        this.report = Map.copyOf(report);
        this.dropped = Set.copyOf(dropped);
        this.ofMany = ofMany;
    }

    /**
     * A payload that no contract rules, such as a trainer's or a warm-up's own data. Never for a
     * partner's request.
     */
    public static MaskedInput insecureUnmasked(Payload payload) {
        return new MaskedInput(payload, null, Map.of(), Set.of());
    }

    /**
     * Rows of several proofs for one run of a model: each went through its own policy, so all of
     * them did. It releases nothing: an output is released by the proof of its own rows.
     *
     * @param parts at least one, with the same inputs
     * @param padding how often the last row is repeated
     * @throws IllegalArgumentException when their inputs do not fit together
     */
    public static MaskedInput joined(List<MaskedInput> parts, int padding) {
        Map<String, Tensor> joined = new LinkedHashMap<>();
        Set<String> names = parts.getFirst().payload.tensors().keySet();
        for (MaskedInput part : parts) {
            if (!part.payload.tensors().keySet().equals(names)) {
                throw TEXT.otherInputs(names, part.payload.tensors().keySet());
            }
        }
        for (String name : names) {
            joined.put(
                    name,
                    Rows.join(parts.stream().map(part -> part.tensor(name)).toList(), padding));
        }
        return new MaskedInput(new Payload(joined), null, Map.of(), Set.of(), true);
    }

    private Tensor tensor(String name) {
        return Objects.requireNonNull(payload.tensors().get(name));
    }

    public Payload payload() {
        return payload;
    }

    /** The revision applied; null when the contract names no policy, or for rows of several. */
    public @Nullable PolicyRef policy() {
        return policy == null ? null : policy.ref();
    }

    /**
     * The very revision that was applied, so that the output follows the same one.
     *
     * @throws IllegalStateException for rows of several: no one policy rules their output
     */
    @Nullable CompiledPolicy compiled() {
        if (ofMany) {
            throw TEXT.releaseOfMany();
        }
        return policy;
    }

    /** Rule to how often it acted, such as {@code redact:applicant_email → 1}. */
    public Map<String, Integer> report() {
        return report;
    }

    /** Inputs that the policy dropped. */
    public Set<String> dropped() {
        return dropped;
    }

    /**
     * Other tensors computed from these alone, such as a model's features from what a client sends.
     * The proof stays: what goes in was masked.
     *
     * @param computation reads no other data of the request
     */
    public MaskedInput computed(UnaryOperator<Payload> computation) {
        return new MaskedInput(computation.apply(payload), policy, report, dropped, ofMany);
    }

    /**
     * Rows of this input in which some values are taken out, as explanations by trial need them.
     * The proof stays: what is left was masked, and what comes in is the backgrounds'.
     *
     * @param backgrounds one row per input each, with the types and widths of this input; values
     *     that mean "nothing known", such as a model card's baseline
     * @throws IllegalArgumentException when a row, element or background does not exist
     */
    public MaskedInput perturbed(List<PerturbedRow> rows, List<Payload> backgrounds) {
        Payload built = new Perturbation(payload, backgrounds, rows).build();
        return new MaskedInput(built, policy, report, dropped);
    }

    /** Inputs that the policy's rules name; a model without one of them was not meant. */
    public Set<String> ruledInputs() {
        return policy == null ? Set.of() : policy.requiredInputs();
    }

    /** Outputs that the policy's rules name; a model without one of them was not meant. */
    public Set<String> ruledOutputs() {
        return policy == null ? Set.of() : policy.requiredOutputs();
    }

    /** Names and counts; never a value. */
    @Override
    public String toString() {
        return "MaskedInput[policy=" + policy() + ", report=" + report + "]";
    }
}
