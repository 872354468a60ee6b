package io.vouchsafe.inference.internal.onnx;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Serves ONNX models, such as PyTorch and scikit-learn export, on the processor's cores. */
@ApplicationScoped
@Typed(OnnxEngine.class)
public class OnnxEngine implements ModelEngine {
    private static final int SAID = 300;
    private static final long MAX_WARM_UP = 1 << 22;

    private final InferenceSettings settings;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected OnnxEngine() {
        this.settings = null;
    }

    @Inject
    public OnnxEngine(InferenceSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public List<Signature> inspect(Path folder) {
        return List.of(checked(folder).signature());
    }

    private static Interface checked(Path folder) {
        ModelFile file = ModelReader.read(folder);
        Interface face = Interface.of(file);
        ModelSafety.check(folder, file);
        return face;
    }

    /** Checks again what is about to run: the folder and the rules may be newer than the upload. */
    @Override
    public LoadedModel load(Path folder) {
        Interface face = checked(folder);
        Runtime.prepare(settings);
        OrtEnvironment environment = Runtime.environment();
        OnnxModel model;
        try (OrtSession.SessionOptions options = Runtime.options()) {
            model =
                    new OnnxModel(
                            environment,
                            environment.createSession(
                                    folder.resolve(ModelFile.NAME).toString(), options),
                            face);
        } catch (OrtException failure) {
            throw new ModelRejectedException(
                    "model-load",
                    LOG.onnxCannotLoad(environment.getVersion(), firstLine(folder, failure)),
                    null);
        }
        warmUp(model, face.signature());
        return model;
    }

    private static String firstLine(Path folder, OrtException failure) {
        String line =
                String.valueOf(failure.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replace(folder + "/", "");
        return line.length() <= SAID ? line : line.substring(0, SAID) + "…";
    }

    /** One row of zeros: the first run of a session reserves its memory. */
    private static void warmUp(OnnxModel model, Signature signature) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (TensorSpec spec : signature.inputs()) {
            if (spec.shape() == null) {
                return;
            }
            Shape row =
                    Shape.of(
                            Arrays.stream(spec.shape().toArray())
                                    .map(size -> Math.abs(size))
                                    .toArray());
            if (row.elements() > MAX_WARM_UP) {
                return;
            }
            inputs.put(spec.name(), zeros(spec.dataType(), row));
        }
        try {
            model.predict(signature, MaskedInput.insecureUnmasked(new Payload(inputs)), Set.of());
        } catch (PredictionFailedException notThese) {
            LOG.warmUpFailed(signature.name(), notThese);
        }
    }

    private static Tensor zeros(DataType type, Shape shape) {
        int elements = Math.toIntExact(shape.elements());
        if (type == DataType.BYTES) {
            byte[][] strings = new byte[elements][];
            Arrays.fill(strings, new byte[0]);
            return new Tensor.Bytes(shape, strings);
        }
        return new Tensor.Numeric(
                type, shape, ByteBuffer.allocateDirect(Math.multiplyExact(elements, type.size())));
    }

    @Override
    public void selfCheck() {
        GoldenModel.check(this, settings.temporary());
    }
}
