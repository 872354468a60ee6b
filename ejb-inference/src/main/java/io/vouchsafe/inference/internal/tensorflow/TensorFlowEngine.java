package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/** Serves TensorFlow SavedModels, of TensorFlow 1 and 2, on the processor's cores. */
@ApplicationScoped
public class TensorFlowEngine implements ModelEngine {
    private static final String NATIVE_CACHE = "org.bytedeco.javacpp.cachedir";
    private static final Pattern MISSING_KERNEL =
            Pattern.compile("(?:No OpKernel was registered to support Op|not registered) '(\\w+)'");
    private static final int SAID = 300;

    private final Path temporary;

    /** For the client proxy. */
    protected TensorFlowEngine() {
        this.temporary = Path.of("");
    }

    @Inject
    public TensorFlowEngine(InferenceSettings settings) {
        this.temporary = settings.temporary();
        if (System.getProperty(NATIVE_CACHE) == null) {
            System.setProperty(
                    NATIVE_CACHE, settings.data().toAbsolutePath().resolve("native").toString());
        }
    }

    @Override
    public String name() {
        return "tensorflow";
    }

    @Override
    public List<Signature> inspect(Path folder) {
        SavedModelFile file = SavedModelFile.read(folder);
        Signatures signatures = Signatures.read(file.graph());
        GraphSafety.check(file);
        return signatures.serving().values().stream().map(BoundSignature::signature).toList();
    }

    /** Checks again what is about to run: the folder and the rules may be newer than the upload. */
    @Override
    public LoadedModel load(Path folder) {
        SavedModelFile file = SavedModelFile.read(folder);
        Signatures signatures = Signatures.read(file.graph());
        Kernels.missing(GraphSafety.check(file))
                .ifPresent(
                        operation -> {
                            throw new ModelRejectedException(
                                    "model-load", LOG.noKernel(version(), operation), null);
                        });
        TensorFlowModel model;
        try {
            model = new TensorFlowModel(NativeSession.load(folder, configuration()), signatures);
        } catch (TensorFlowException failure) {
            throw rejected(folder, String.valueOf(failure.getMessage()));
        }
        warmUp(model);
        return model;
    }

    /**
     * Operations run on the thread that asks: handing each to a pool costs a small model three
     * times the processor time, and there are as many callers as cores anyway. A large operation
     * still uses all cores by itself.
     */
    private static ConfigProto configuration() {
        return ConfigProto.newBuilder()
                .putDeviceCount("GPU", 0)
                .setInterOpParallelismThreads(-1)
                .build();
    }

    private static ModelRejectedException rejected(Path folder, String message) {
        String version = version();
        return missingKernel(message)
                .map(
                        operation ->
                                new ModelRejectedException(
                                        "model-load", LOG.noKernel(version, operation), null))
                .orElseGet(
                        () ->
                                new ModelRejectedException(
                                        "model-load",
                                        LOG.cannotLoad(version, firstLine(folder, message)),
                                        null));
    }

    private static String firstLine(Path folder, String message) {
        String line = message.lines().findFirst().orElse("").replace(folder + "/", "");
        return line.length() <= SAID ? line : line.substring(0, SAID) + "…";
    }

    /** The operation that this TensorFlow cannot run, when that is what the text says. */
    static Optional<String> missingKernel(@Nullable String message) {
        Matcher matcher = MISSING_KERNEL.matcher(message == null ? "" : message);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static String version() {
        return tensorflow.TF_Version().getString();
    }

    /** The first run of a graph plans and optimises it; better now than on a client's time. */
    private static void warmUp(TensorFlowModel model) {
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

    @Override
    public void selfCheck() {
        GoldenModel.check(this, temporary);
    }
}
