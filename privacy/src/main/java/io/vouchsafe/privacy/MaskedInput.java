package io.vouchsafe.privacy;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proof that a payload went through a policy: only this module makes one. */
public final class MaskedInput {
    private final Payload payload;
    private final @Nullable CompiledPolicy policy;
    private final Map<String, Integer> report;
    private final Set<String> dropped;

    MaskedInput(
            Payload payload,
            @Nullable CompiledPolicy policy,
            Map<String, Integer> report,
            Set<String> dropped) {
        this.payload = payload;
        this.policy = policy;
        this.report = Map.copyOf(report);
        this.dropped = Set.copyOf(dropped);
    }

    /**
     * A payload that no contract rules, such as a trainer's or a warm-up's own data. Never for a
     * partner's request.
     */
    public static MaskedInput insecureUnmasked(Payload payload) {
        return new MaskedInput(payload, null, Map.of(), Set.of());
    }

    public Payload payload() {
        return payload;
    }

    /** The revision applied; null when the contract names no policy. */
    public @Nullable PolicyRef policy() {
        return policy == null ? null : policy.ref();
    }

    /** The very revision that was applied, so that the output follows the same one. */
    @Nullable CompiledPolicy compiled() {
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

    /** Names and counts; never a value. */
    @Override
    public String toString() {
        return "MaskedInput[policy=" + policy() + ", report=" + report + "]";
    }
}
