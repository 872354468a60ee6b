package io.vouchsafe.privacy;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import io.vouchsafe.privacy.internal.engine.Masked;
import io.vouchsafe.privacy.internal.engine.PolicyEngine;
import io.vouchsafe.privacy.internal.engine.Released;
import io.vouchsafe.privacy.internal.policy.PolicyBook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the proofs; it stands here because only this package can. */
@ApplicationScoped
class GovernedMasking implements Masking {
    private final PolicyBook book;

    @Inject
    GovernedMasking(PolicyBook book) {
        this.book = book;
    }

    @SuppressWarnings("NullAway") // for the client proxy
    protected GovernedMasking() {
        this.book = null;
    }

    @Override
    public MaskedInput mask(Payload payload, @Nullable PolicyId policy, Set<String> required) {
        if (policy == null) {
            return new MaskedInput(payload, null, Map.of(), Set.of());
        }
        CompiledPolicy compiled = book.inForce(policy);
        Masked masked = PolicyEngine.mask(payload, compiled, required);
        return new MaskedInput(masked.payload(), compiled, masked.report(), masked.dropped());
    }

    @Override
    public ReleasedOutput release(
            Payload prediction,
            byte @Nullable [] explanation,
            Set<String> hidden,
            MaskedInput masked) {
        Released released =
                PolicyEngine.release(
                        prediction, explanation, hidden, masked.compiled(), masked.dropped());
        Map<String, Integer> report = new HashMap<>(masked.report());
        released.report().forEach((rule, rows) -> report.merge(rule, rows, Math::addExact));
        return new ReleasedOutput(released.payload(), released.explanation(), report);
    }
}
