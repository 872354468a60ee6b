package io.vouchsafe.inference.internal.onnx;

import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;

/** Models and the engine as tests use them. */
final class OnnxModels {
    static final OnnxEngine ENGINE =
            new OnnxEngine(
                    InferenceSettings.from(
                            Map.of("VOUCHSAFE_DATA", System.getProperty("java.io.tmpdir"))));

    private OnnxModels() {}

    static Path write(Path folder, ModelWriter model) {
        try {
            Files.write(folder.resolve("model.onnx"), model.build());
            return folder;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** As PyTorch exports a linear layer. */
    static ModelWriter linear(float[] weights, float bias) {
        return new ModelWriter()
                .input("x", DataType.FP32, -1, weights.length)
                .initializer("w", Tensor.floats(Shape.of(1, weights.length), weights))
                .initializer("b", Tensor.floats(Shape.of(1), bias))
                .node(
                        "",
                        "Gemm",
                        List.of("x", "w", "b"),
                        List.of("y"),
                        ModelWriter.integer("transB", 1))
                .output("y", DataType.FP32, -1, 1);
    }

    static ModelWriter identity(DataType type, long... sizes) {
        return new ModelWriter()
                .input("x", type, sizes)
                .node("", "Identity", List.of("x"), List.of("y"))
                .output("y", type, sizes);
    }

    static Map<String, Tensor> predict(LoadedModel model, Map<String, Tensor> inputs) {
        return model.predict(
                        model.signatures().get(Signature.DEFAULT),
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

    static ModelRejectedException rejected(Path folder) {
        return Assertions.catchThrowableOfType(
                ModelRejectedException.class, () -> ENGINE.inspect(folder));
    }
}
