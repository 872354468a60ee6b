package io.vouchsafe.inference.internal.tensorflow;

import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;

/** The engine as tests use it. */
final class Engines {
    static final TensorFlowEngine ENGINE =
            new TensorFlowEngine(
                    InferenceSettings.from(
                            Map.of("VOUCHSAFE_DATA", System.getProperty("java.io.tmpdir"))));

    private Engines() {}

    static LoadedModel load(Path folder) {
        return ENGINE.load(folder);
    }

    static Map<String, Tensor> predict(LoadedModel model, Map<String, Tensor> inputs) {
        return predict(model, Signature.DEFAULT, inputs);
    }

    static Map<String, Tensor> predict(
            LoadedModel model, String signature, Map<String, Tensor> inputs) {
        return model.predict(
                        model.signatures().get(signature),
                        MaskedInput.insecureUnmasked(new Payload(inputs)),
                        Set.of())
                .tensors();
    }

    static float[] floats(Tensor tensor) {
        var buffer = ((Tensor.Numeric) tensor).buffer().asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    static ModelRejectedException rejected(Runnable action) {
        return (ModelRejectedException)
                Assertions.catchThrowableOfType(ModelRejectedException.class, action::run);
    }
}
