package io.vouchsafe.inference.internal.processing;

import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.tensorflow.TensorFlowEngine;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.inference.testing.GraphModel;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.tensorflow.proto.DataType;

/** Models with declarations, as tests use them. */
final class Declared {
    static final TensorFlowEngine ENGINE =
            new TensorFlowEngine(
                    InferenceSettings.from(
                            Map.of("VOUCHSAFE_DATA", System.getProperty("java.io.tmpdir"))));

    private Declared() {}

    /** A model that answers what the steps give it: {@code x} to {@code y}. */
    static LoadedModel echo(Path folder, String steps, DataType type, long... shape) {
        GraphModel.identity(type, shape).write(folder);
        return load(folder, "\"inputs\": [" + steps + "]");
    }

    /** The model in the folder with these members of its default signature. */
    static LoadedModel load(Path folder, String members) {
        declare(folder, members);
        return ProcessedModel.of(folder, ENGINE.load(folder));
    }

    static void declare(Path folder, String members) {
        write(
                folder,
                Declaration.FILE,
                "{\"vouchsafe\": 1, \"signatures\": {\"serving_default\": {" + members + "}}}");
    }

    static void write(Path folder, String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static Map<String, Tensor> predict(LoadedModel model, Map<String, Tensor> inputs) {
        return predict(model, inputs, Set.of());
    }

    static Map<String, Tensor> predict(
            LoadedModel model, Map<String, Tensor> inputs, Set<String> outputs) {
        return model.predict(
                        model.signatures().get(Signature.DEFAULT),
                        MaskedInput.insecureUnmasked(new Payload(inputs)),
                        outputs)
                .tensors();
    }

    /** What the client is told of an input that is wrong. */
    static String fault(LoadedModel model, Map<String, Tensor> inputs) {
        PredictionFailedException failed =
                Assertions.catchThrowableOfType(
                        PredictionFailedException.class, () -> predict(model, inputs));
        Assertions.assertThat(failed).isNotNull();
        Assertions.assertThat(failed.inputAtFault()).isTrue();
        return failed.said().orElseThrow();
    }

    /** What the owner is told of a declaration that is wrong. */
    static String rejected(Runnable action) {
        ModelRejectedException rejected =
                Assertions.catchThrowableOfType(ModelRejectedException.class, action::run);
        Assertions.assertThat(rejected).isNotNull();
        Assertions.assertThat(rejected.problem()).isEqualTo("model-processing");
        return rejected.getMessage();
    }

    static Tensor files(byte[]... files) {
        return new Tensor.Bytes(Shape.of(files.length), files);
    }

    static Tensor texts(String... texts) {
        return Tensor.strings(Shape.of(texts.length), texts);
    }

    static Tensor doubles(double... values) {
        var data =
                java.nio.ByteBuffer.allocate(values.length * Double.BYTES)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        data.asDoubleBuffer().put(values);
        return new Tensor.Numeric(io.vouchsafe.kernel.DataType.FP64, Shape.of(values.length), data);
    }

    static float[] floats(Tensor tensor) {
        var buffer = ((Tensor.Numeric) tensor).buffer().asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    static long[] longs(Tensor tensor) {
        var buffer = ((Tensor.Numeric) tensor).buffer().asLongBuffer();
        long[] values = new long[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    static String[] strings(Tensor tensor) {
        Tensor.Bytes texts = (Tensor.Bytes) tensor;
        String[] values = new String[texts.elements().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = texts.text(i);
        }
        return values;
    }
}
