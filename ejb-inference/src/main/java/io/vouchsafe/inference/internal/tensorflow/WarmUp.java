package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first run of a graph plans and optimises it; better now than on a client's time. A model may
 * bring its own requests, as for TensorFlow Serving; else it gets one row of zeros.
 *
 * @see <a href="https://www.tensorflow.org/tfx/serving/saved_model_warmup">SavedModel Warmup</a>
 */
final class WarmUp {
    static final String FILE = "assets.extra/tf_serving_warmup_requests";
    private static final int MOST_RECORDS = 1000; // as TensorFlow Serving
    private static final long MOST_BYTES = 64L << 20;

    private WarmUp() {}

    /**
     * Warms up.
     *
     * @throws ModelRejectedException when the model's own requests cannot be read or fail
     */
    static void run(TensorFlowModel model, Path folder) {
        Path file = folder.resolve(FILE);
        if (Files.isRegularFile(file)) {
            replay(model, file);
        } else {
            zeros(model);
        }
    }

    private static void replay(TensorFlowModel model, Path file) {
        List<byte[]> records = TensorFlowRecords.read(bytes(file), MOST_RECORDS);
        for (int number = 1; number <= records.size(); number++) {
            replay(model, number, records.get(number - 1));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ModelRejectedException(
                        "model-warm-up", LOG.warmUpDamaged(MOST_BYTES), null);
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new ModelRejectedException("model-warm-up", LOG.warmUpDamaged(0), unreadable);
        }
    }

    private static void replay(TensorFlowModel model, int number, byte[] record) {
        RecordedRequest request;
        try {
            request = RecordedRequest.read(record);
        } catch (RecordedRequest.UnknownKindException unknown) {
            throw unreplayable(number, String.valueOf(unknown.getMessage()), unknown);
        } catch (IOException noMessage) {
            throw unreplayable(number, "no PredictionLog", noMessage);
        }
        String name = request.signature().isEmpty() ? Signature.DEFAULT : request.signature();
        Signature signature = model.signatures().get(name);
        if (signature == null) {
            throw unreplayable(number, "signature '" + name + "'", null);
        }
        try {
            Map<String, Tensor> inputs = inputs(request, signature);
            model.predict(signature, MaskedInput.insecureUnmasked(new Payload(inputs)), Set.of());
        } catch (IllegalArgumentException | ArithmeticException misfit) {
            throw unreplayable(number, String.valueOf(misfit.getMessage()), misfit);
        } catch (PredictionFailedException | DeadlineExceededException refused) {
            throw new ModelRejectedException(
                    "model-warm-up",
                    LOG.warmUpRefused(number, String.valueOf(refused.getMessage())),
                    refused);
        }
    }

    private static Map<String, Tensor> inputs(RecordedRequest request, Signature signature) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        if (!request.examples().isEmpty() && signature.inputs().size() == 1) {
            byte[][] examples =
                    request.examples().stream()
                            .map(example -> example.toByteArray())
                            .toArray(byte[][]::new);
            inputs.put(
                    signature.inputs().getFirst().name(),
                    new Tensor.Bytes(Shape.of(examples.length), examples));
        }
        request.inputs().forEach((name, proto) -> inputs.put(name, ProtoTensors.read(proto)));
        for (TensorSpec spec : signature.inputs()) {
            check(spec, inputs.get(spec.name()));
        }
        inputs.keySet().retainAll(signature.inputs().stream().map(TensorSpec::name).toList());
        return inputs;
    }

    private static void check(TensorSpec spec, @org.jspecify.annotations.Nullable Tensor given) {
        if (given == null) {
            throw new IllegalArgumentException("input '" + spec.name() + "' is missing");
        }
        DataType type = given.dataType();
        if (type != spec.dataType()
                || (spec.shape() != null && !spec.shape().accepts(given.shape()))) {
            throw new IllegalArgumentException(
                    "input '" + spec.name() + "' is " + type + " " + given.shape());
        }
    }

    private static ModelRejectedException unreplayable(
            int number, String what, @org.jspecify.annotations.Nullable Throwable cause) {
        return new ModelRejectedException("model-warm-up", LOG.warmUpUnknown(number, what), cause);
    }

    private static void zeros(TensorFlowModel model) {
        Map<String, Signature> signatures = model.signatures();
        Signature signature =
                signatures.getOrDefault(Signature.DEFAULT, signatures.values().iterator().next());
        neutralInputs(signature)
                .ifPresent(
                        inputs -> {
                            try {
                                model.predict(
                                        signature,
                                        MaskedInput.insecureUnmasked(new Payload(inputs)),
                                        Set.of());
                            } catch (PredictionFailedException notThese) {
                                LOG.warmUpFailed(signature.name(), notThese);
                            }
                        });
    }

    /** Zeros and empty strings, one row; empty when a rank is unknown. */
    static Optional<Map<String, Tensor>> neutralInputs(Signature signature) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (TensorSpec spec : signature.inputs()) {
            if (spec.shape() == null) {
                return Optional.empty();
            }
            inputs.put(spec.name(), Neutral.of(spec.dataType(), Neutral.oneRow(spec.shape())));
        }
        return Optional.of(inputs);
    }
}
