package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DEADLINE_EXCEEDED;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_INVALID_ARGUMENT;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OUT_OF_RANGE;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A SavedModel in memory. */
final class TensorFlowModel implements LoadedModel {
    private final NativeSession session;
    private final Signatures signatures;
    private final Map<String, Signature> serving = new LinkedHashMap<>();
    private final Map<String, RunPlan> plans = new HashMap<>();
    private final Map<String, Optional<GradientPlan>> gradients = new ConcurrentHashMap<>();
    private final Map<String, Boolean> explainable = new ConcurrentHashMap<>();

    TensorFlowModel(NativeSession session, Signatures signatures) {
        this.session = session;
        this.signatures = signatures;
        signatures.serving().forEach((name, bound) -> serving.put(name, bound.signature()));
        signatures.serving().values().forEach(this::resolve);
        signatures.internal().values().forEach(this::resolve);
    }

    private void resolve(BoundSignature bound) {
        RunPlan plan = session.plan(bound.inputs(), bound.outputs());
        if (plan == null) {
            close();
            throw new ModelRejectedException(
                    "model-unreadable",
                    LOG.brokenGraph("signature '" + bound.signature().name() + "'"),
                    null);
        }
        plans.put(bound.signature().name(), plan);
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.copyOf(serving);
    }

    @Override
    public Payload predict(Signature signature, MaskedInput input, Set<String> outputs) {
        return predict(signature, input, outputs, Deadline.NONE);
    }

    @Override
    public Payload predict(
            Signature signature, MaskedInput input, Set<String> outputs, Deadline deadline) {
        BoundSignature bound = signatures.serving().get(signature.name());
        if (bound == null) {
            throw new IllegalArgumentException("No signature " + signature.name());
        }
        Map<String, Tensor> inputs = input.payload().tensors();
        if (outputs.isEmpty() || outputs.size() == bound.outputs().size()) {
            return new Payload(run(signature.name(), inputs, deadline));
        }
        Map<String, TensorName> wanted = new LinkedHashMap<>(bound.outputs());
        wanted.keySet().retainAll(outputs);
        try (RunPlan plan = Objects.requireNonNull(session.plan(bound.inputs(), wanted))) {
            return new Payload(guarded(() -> session.run(plan, inputs, deadline)));
        }
    }

    /** Runs any signature, the suite's own ones included. */
    Map<String, Tensor> run(String signature, Map<String, Tensor> inputs, Deadline deadline) {
        RunPlan plan = Objects.requireNonNull(plans.get(signature));
        return guarded(() -> session.run(plan, inputs, deadline));
    }

    /** Runs a part of the graph. */
    Map<String, Tensor> run(RunPlan plan, Map<String, Tensor> inputs, Deadline deadline) {
        return guarded(() -> session.run(plan, inputs, deadline));
    }

    @Nullable BoundSignature serving(String name) {
        return signatures.serving().get(name);
    }

    @Nullable BoundSignature internal(String name) {
        return signatures.internal().get(name);
    }

    /** Gradients of one output, added to the graph at the first time; empty when it has none. */
    /** The answer of {@code question} for a signature, asked once in the model's life. */
    boolean explainable(String signature, BooleanSupplier question) {
        return explainable.computeIfAbsent(signature, name -> question.getAsBoolean());
    }

    Optional<GradientPlan> gradientsOf(BoundSignature signature, String output) {
        return gradients.computeIfAbsent(
                signature.signature().name() + "\n" + output,
                key -> GradientPlan.add(session, signature, output));
    }

    /** TensorFlow's text may quote values, so only its code goes on. */
    private static <T> T guarded(Supplier<T> call) {
        try {
            return call.get();
        } catch (TensorFlowException failure) {
            int code = failure.code();
            if (code == TF_DEADLINE_EXCEEDED) {
                throw new DeadlineExceededException(null);
            }
            boolean noKernel = TensorFlowEngine.missingKernel(failure.getMessage()).isPresent();
            throw new PredictionFailedException(
                    !noKernel && (code == TF_INVALID_ARGUMENT || code == TF_OUT_OF_RANGE),
                    "TensorFlow answered with code " + code,
                    null);
        }
    }

    @Override
    public void close() {
        session.close();
        plans.values().forEach(RunPlan::close);
        gradients.values().forEach(plan -> plan.ifPresent(GradientPlan::close));
    }
}
