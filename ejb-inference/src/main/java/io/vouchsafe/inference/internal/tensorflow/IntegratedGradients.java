package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Explainer;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Integrated gradients (Sundararajan, Taly, Yan: Axiomatic Attribution for Deep Networks, 2017), 50
 * steps by the midpoint rule, summed per named input. Explained is, per row, the largest value of
 * one output.
 *
 * <p>Inputs of floats are integrated over directly. A model with strings or whole numbers brings
 * two signatures of its own instead, {@code vouchsafe_encode} and {@code vouchsafe_explain}: the
 * path then runs through the encoded values (docs/explanations.md).
 */
@ApplicationScoped
public class IntegratedGradients implements Explainer {
    static final int MAX_ROWS = 1024;

    /** What is differentiated, in which signature, and whether the features are encoded first. */
    private record Route(BoundSignature signature, String output, boolean encoded) {}

    @Override
    public String method() {
        return "integrated-gradients";
    }

    @Override
    public boolean supports(LoadedModel model, Signature signature) {
        return model instanceof TensorFlowModel tensorFlow
                && tensorFlow.explainable(
                        signature.name(), () -> canExplain(tensorFlow, signature));
    }

    private static boolean canExplain(TensorFlowModel tensorFlow, Signature signature) {
        try {
            Route route = route(tensorFlow, signature, CardSettings.NONE);
            GradientPlan plan = plan(tensorFlow, route);
            return answersNeutral(tensorFlow, route, plan);
        } catch (ExplanationUnavailableException without) {
            return false;
        }
    }

    /** Tries one row of zeros: some gradients exist as operations, but cannot be computed. */
    private static boolean answersNeutral(TensorFlowModel model, Route route, GradientPlan plan) {
        Optional<Map<String, Tensor>> neutral =
                TensorFlowEngine.neutralInputs(route.signature().signature());
        if (neutral.isEmpty()) {
            return true; // sizes unknown: only a request can tell
        }
        List<Feature> features = new ArrayList<>();
        neutral.get()
                .forEach(
                        (name, tensor) -> {
                            Tensor.Numeric zeros = (Tensor.Numeric) tensor;
                            features.add(Feature.of(name, name, zeros, zeros));
                        });
        try {
            new PathIntegral(model, plan, features, 1, Deadline.NONE)
                    .rows(stackable(route.signature().signature()));
            return true;
        } catch (io.vouchsafe.inference.spi.PredictionFailedException notOnZeros) {
            return true; // the model itself refuses zeros
        }
    }

    @Override
    public Explanation explain(
            LoadedModel model,
            Signature signature,
            MaskedInput input,
            CardSettings card,
            Deadline deadline) {
        if (!(model instanceof TensorFlowModel tensorFlow)) {
            throw new ExplanationUnavailableException(LOG.explainEngine(), null);
        }
        Route route = route(tensorFlow, signature, card);
        GradientPlan plan = plan(tensorFlow, route);
        int rows = rows(signature, input.payload());
        Map<String, Tensor> at = input.payload().tensors();
        Map<String, Tensor> baseline = new HashMap<>();
        at.forEach(
                (name, tensor) ->
                        baseline.put(
                                name,
                                Baseline.like(name, tensor, card.explanationBaseline().get(name))));
        List<Feature> features =
                route.encoded()
                        ? encoded(tensorFlow, signature, at, baseline, deadline)
                        : direct(signature, at, baseline);
        List<Explanation.Row> explained =
                new PathIntegral(tensorFlow, plan, features, rows, deadline)
                        .rows(stackable(route.signature().signature()));
        return new Explanation(method(), route.output(), PathIntegral.STEPS, explained);
    }

    private static Route route(TensorFlowModel model, Signature signature, CardSettings card) {
        BoundSignature encode = model.internal(Signatures.ENCODE);
        BoundSignature explain = model.internal(Signatures.EXPLAIN);
        if (encode != null && explain != null && fits(signature, encode, explain)) {
            return new Route(explain, output(explain.signature(), card), true);
        }
        for (TensorSpec spec : signature.inputs()) {
            if (!Feature.isExplainable(spec.dataType())) {
                throw new ExplanationUnavailableException(
                        LOG.explainType(spec.name(), spec.dataType()), null);
            }
        }
        BoundSignature direct = Objects.requireNonNull(model.serving(signature.name()));
        return new Route(direct, output(signature, card), false);
    }

    /** The convention holds for every signature with the same inputs as the encoder. */
    private static boolean fits(
            Signature signature, BoundSignature encode, BoundSignature explain) {
        return names(signature.inputs()).equals(names(encode.signature().inputs()))
                && signature.inputs().stream()
                        .map(spec -> Signatures.ENCODED + spec.name())
                        .allMatch(
                                name ->
                                        encode.outputs().containsKey(name)
                                                && explain.inputs().containsKey(name))
                && explain.inputs().size() == signature.inputs().size()
                && explain.signature().inputs().stream()
                        .allMatch(spec -> Feature.isExplainable(spec.dataType()));
    }

    private static java.util.Set<String> names(List<TensorSpec> specs) {
        return specs.stream()
                .map(TensorSpec::name)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private static String output(Signature signature, CardSettings card) {
        @Nullable String wanted = card.explainedOutput();
        List<String> candidates =
                signature.outputs().stream()
                        .filter(spec -> Feature.isExplainable(spec.dataType()))
                        .map(TensorSpec::name)
                        .toList();
        if (candidates.isEmpty()) {
            throw new ExplanationUnavailableException(LOG.explainNoOutput(signature.name()), null);
        }
        return wanted != null && candidates.contains(wanted) ? wanted : candidates.get(0);
    }

    private static GradientPlan plan(TensorFlowModel model, Route route) {
        return model.gradientsOf(route.signature(), route.output())
                .orElseThrow(
                        () ->
                                new ExplanationUnavailableException(
                                        LOG.explainNoGradients(
                                                route.signature().signature().name()),
                                        null));
    }

    private static int rows(Signature signature, Payload payload) {
        long rows = payload.rows();
        boolean shared =
                payload.tensors().values().stream()
                        .map(Tensor::shape)
                        .allMatch(shape -> shape.rank() == 0 ? rows == 1 : shape.size(0) == rows);
        boolean batch = signature.inputs().stream().allMatch(IntegratedGradients::hasRows);
        if (batch && (!shared || rows == 0)) {
            throw new ExplanationUnavailableException(LOG.explainRows(), null);
        }
        if (rows > MAX_ROWS) {
            throw new ExplanationUnavailableException(LOG.explainTooMany(MAX_ROWS, rows), null);
        }
        return shared && rows > 0 ? Math.toIntExact(rows) : 1;
    }

    private static boolean hasRows(TensorSpec spec) {
        Shape shape = spec.shape();
        return shape != null && shape.rank() > 0 && shape.size(0) < 0;
    }

    /** True when 50 steps of a row may be sent as 50 rows. */
    private static boolean stackable(Signature signature) {
        return signature.inputs().stream().allMatch(IntegratedGradients::hasRows);
    }

    private static List<Feature> direct(
            Signature signature, Map<String, Tensor> at, Map<String, Tensor> baseline) {
        List<Feature> features = new ArrayList<>();
        for (TensorSpec spec : signature.inputs()) {
            String name = spec.name();
            features.add(
                    Feature.of(name, name, numbers(at.get(name)), numbers(baseline.get(name))));
        }
        return features;
    }

    private static List<Feature> encoded(
            TensorFlowModel model,
            Signature signature,
            Map<String, Tensor> at,
            Map<String, Tensor> baseline,
            Deadline deadline) {
        Map<String, Tensor> atCodes = model.run(Signatures.ENCODE, at, deadline);
        Map<String, Tensor> baselineCodes = model.run(Signatures.ENCODE, baseline, deadline);
        List<Feature> features = new ArrayList<>();
        for (TensorSpec spec : signature.inputs()) {
            String code = Signatures.ENCODED + spec.name();
            features.add(
                    Feature.of(
                            spec.name(),
                            code,
                            numbers(atCodes.get(code)),
                            numbers(baselineCodes.get(code))));
        }
        return features;
    }

    private static Tensor.Numeric numbers(@Nullable Tensor tensor) {
        if (tensor instanceof Tensor.Numeric numbers && Feature.isExplainable(numbers.dataType())) {
            return numbers;
        }
        throw new ExplanationUnavailableException(
                LOG.explainType("", tensor == null ? DataType.BYTES : tensor.dataType()), null);
    }
}
