package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A model with the steps that its version declares around it: to everybody else just another model,
 * whose inputs are what clients send. What was masked are those inputs, before any step.
 */
public final class ProcessedModel implements LoadedModel {
    private final LoadedModel model;
    private final Map<String, ProcessedSignature> signatures;
    private final Map<String, Signature> outer = new LinkedHashMap<>();
    private final Map<String, List<Preparation>> preparations = new HashMap<>();

    private ProcessedModel(LoadedModel model, Map<String, ProcessedSignature> signatures) {
        this.model = model;
        this.signatures = signatures;
        signatures.forEach((name, signature) -> outer.put(name, signature.outer()));
    }

    /**
     * The model as its version declares it; the model itself when nothing is declared.
     *
     * @param folder of the version's files
     * @param model loaded from it; closed when this fails
     * @throws ModelRejectedException when the declaration does not fit the model
     */
    public static LoadedModel of(Path folder, LoadedModel model) {
        boolean made = false;
        ProcessedModel processed = null;
        try {
            Map<String, ProcessedSignature> signatures =
                    Declaration.read(folder, List.copyOf(model.signatures().values()));
            if (signatures.values().stream().allMatch(ProcessedSignature::isUntouched)) {
                made = true;
                return model;
            }
            processed = new ProcessedModel(model, signatures);
            processed.start();
            made = true;
            return processed;
        } finally {
            if (!made) {
                (processed == null ? model : processed).close();
            }
        }
    }

    private void start() {
        signatures.forEach(
                (name, signature) -> {
                    List<Preparation> running = new ArrayList<>();
                    preparations.put(name, running);
                    signature.before().forEach(step -> running.add(step.begin()));
                });
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.copyOf(outer);
    }

    @Override
    public Payload predict(Signature signature, MaskedInput input, Set<String> outputs) {
        return predict(signature, input, outputs, Deadline.NONE);
    }

    @Override
    public Payload predict(
            Signature signature, MaskedInput input, Set<String> outputs, Deadline deadline) {
        ProcessedSignature processed = signatures.get(signature.name());
        if (processed == null) {
            throw new IllegalArgumentException("No signature " + signature.name());
        }
        if (processed.isUntouched()) {
            return model.predict(processed.inner(), input, outputs, deadline);
        }
        deadline.check();
        MaskedInput prepared = input.computed(given -> prepare(processed, given, deadline));
        Payload answer =
                model.predict(processed.inner(), prepared, processed.needed(outputs), deadline);
        return finish(processed, answer, outputs);
    }

    private Payload prepare(ProcessedSignature processed, Payload given, Deadline deadline) {
        Map<String, Tensor> inputs = given.tensors();
        int rows = rows(processed, inputs);
        Map<String, Tensor> prepared = new LinkedHashMap<>();
        for (TensorSpec spec : processed.inner().inputs()) {
            Tensor passed = inputs.get(spec.name());
            if (passed != null) {
                prepared.put(spec.name(), passed);
            }
        }
        String name = processed.inner().name();
        for (Preparation step : Objects.requireNonNull(preparations.get(name))) {
            prepared.putAll(step.prepare(inputs, rows, deadline));
        }
        return new Payload(prepared);
    }

    /** Of all inputs that steps take; those that pass are the model's own matter. */
    private static int rows(ProcessedSignature processed, Map<String, Tensor> inputs) {
        String first = null;
        long rows = 0;
        for (InputStep step : processed.before()) {
            for (TensorSpec spec : step.offers()) {
                Shape shape = Objects.requireNonNull(inputs.get(spec.name())).shape();
                if (first == null) {
                    first = spec.name();
                    rows = shape.size(0);
                } else if (shape.size(0) != rows) {
                    throw PredictionFailedException.ofInput(
                            TEXTS.rowsDiffer(first, spec.name(), rows, shape.size(0)));
                }
            }
        }
        return Math.toIntExact(rows);
    }

    private static Payload finish(
            ProcessedSignature processed, Payload answer, Set<String> wanted) {
        Map<String, Tensor> computed = new HashMap<>(answer.tensors());
        for (OutputStep step : processed.after()) {
            Tensor output = answer.tensors().get(step.takes());
            if (output != null) {
                computed.putAll(step.finish(output));
            }
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (TensorSpec spec : processed.outer().outputs()) {
            Tensor output = computed.get(spec.name());
            if (output != null && (wanted.isEmpty() || wanted.contains(spec.name()))) {
                outputs.put(spec.name(), output);
            }
        }
        return new Payload(outputs);
    }

    /** Each step works on rows by themselves, so it is up to the model. */
    @Override
    public boolean keepsRowsApart(Signature signature) {
        ProcessedSignature processed = signatures.get(signature.name());
        return processed != null && model.keepsRowsApart(processed.inner());
    }

    /** The model first: it waits for running calls, and refuses the next. */
    @Override
    public void close() {
        model.close();
        preparations.values().forEach(steps -> steps.forEach(Preparation::close));
    }
}
