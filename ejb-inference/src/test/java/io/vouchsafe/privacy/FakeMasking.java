package io.vouchsafe.privacy;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Masks text as stars and hides what is hidden. In this package, because it makes proofs. */
public final class FakeMasking implements Masking {
    private final AtomicInteger calls = new AtomicInteger();
    private volatile @Nullable RuntimeException failure;

    public void failWith(RuntimeException exception) {
        this.failure = exception;
    }

    public int calls() {
        return calls.get();
    }

    @Override
    public MaskedInput mask(Payload payload, @Nullable PolicyId policy, Set<String> required) {
        calls.incrementAndGet();
        RuntimeException broken = failure;
        if (broken != null) {
            throw broken;
        }
        if (policy == null) {
            return new MaskedInput(payload, null, Map.of(), Set.of());
        }
        Map<String, Tensor> masked = new LinkedHashMap<>(payload.tensors());
        masked.replaceAll(
                (name, tensor) ->
                        tensor instanceof Tensor.Bytes text
                                ? Tensor.strings(Shape.of(text.elements().length), stars(text))
                                : tensor);
        return new MaskedInput(
                new Payload(masked),
                new CompiledPolicy(new PolicyRef(policy, 3), Map.of(), List.of(), Map.of()),
                Map.of("mask:*", 1),
                Set.of());
    }

    private static String[] stars(Tensor.Bytes text) {
        String[] stars = new String[text.elements().length];
        java.util.Arrays.fill(stars, "***");
        return stars;
    }

    @Override
    public ReleasedOutput release(
            Payload prediction,
            byte @Nullable [] explanation,
            Set<String> hidden,
            MaskedInput masked) {
        Map<String, Tensor> visible = new LinkedHashMap<>(prediction.tensors());
        visible.keySet().removeAll(hidden);
        return new ReleasedOutput(new Payload(visible), explanation, masked.report());
    }
}
