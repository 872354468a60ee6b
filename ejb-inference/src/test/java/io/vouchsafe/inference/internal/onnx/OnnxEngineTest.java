package io.vouchsafe.inference.internal.onnx;

import static io.vouchsafe.inference.internal.onnx.OnnxModels.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEngineTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(DataType.class)
    void everyTypeGoesInAndOutUnchanged(DataType type) {
        OnnxModels.write(folder, OnnxModels.identity(type, -1, 2));
        Tensor sent = sample(type, Shape.of(3, 2));

        try (LoadedModel model = ENGINE.load(folder)) {
            Tensor received = OnnxModels.predict(model, Map.of("x", sent)).get("y");

            assertThat(received.dataType()).isEqualTo(type);
            assertThat(received.shape()).isEqualTo(sent.shape());
            assertThat(content(received)).isEqualTo(content(sent));
        }
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void noRowsAtAllAreAlsoAnAnswer(DataType type) {
        OnnxModels.write(folder, OnnxModels.identity(type, -1, 2));

        try (LoadedModel model = ENGINE.load(folder)) {
            Tensor received =
                    OnnxModels.predict(model, Map.of("x", sample(type, Shape.of(0, 2)))).get("y");

            assertThat(received.shape()).isEqualTo(Shape.of(0, 2));
        }
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void aScalarIsAlsoATensor(DataType type) {
        OnnxModels.write(folder, OnnxModels.identity(type));
        Tensor sent = sample(type, Shape.SCALAR);

        try (LoadedModel model = ENGINE.load(folder)) {
            Tensor received = OnnxModels.predict(model, Map.of("x", sent)).get("y");

            assertThat(received.shape()).isEqualTo(Shape.SCALAR);
            assertThat(content(received)).isEqualTo(content(sent));
        }
    }

    private static Tensor sample(DataType type, Shape shape) {
        int count = (int) shape.elements();
        if (type == DataType.BYTES) {
            byte[][] elements = new byte[count][];
            for (int i = 0; i < count; i++) {
                elements[i] = ("é".repeat(i * 9)).getBytes(StandardCharsets.UTF_8);
            }
            return new Tensor.Bytes(shape, elements);
        }
        byte[] bytes = new byte[count * type.size()];
        new Random(type.ordinal()).nextBytes(bytes);
        if (type == DataType.BOOL) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] &= 1;
            }
        }
        return new Tensor.Numeric(
                type, shape, ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    private static Object content(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numeric numbers -> {
                byte[] bytes = new byte[numbers.buffer().remaining()];
                numbers.buffer().get(bytes);
                yield HexFormat.of().formatHex(bytes);
            }
            case Tensor.Bytes strings ->
                    List.of(strings.elements()).stream().map(HexFormat.of()::formatHex).toList();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "中文与标点。",
                "two 😀 four-byte 𝄞 ones",
                "😀😀😀",
                "ðis is not four"
            })
    void textComesBackAsItWent(String text) {
        OnnxModels.write(folder, OnnxModels.identity(DataType.BYTES, -1));

        try (LoadedModel model = ENGINE.load(folder)) {
            Tensor received =
                    OnnxModels.predict(model, Map.of("x", Tensor.strings(Shape.of(2), text, "b")))
                            .get("y");

            assertThat(((Tensor.Bytes) received).text(0)).isEqualTo(text);
            assertThat(((Tensor.Bytes) received).text(1)).isEqualTo("b");
        }
    }

    /**
     * The way of scikit-learn's and PyTorch's classifiers: text in, a number for each known one.
     */
    @ParameterizedTest
    @CsvSource({"cat, 7", "'犬', 8", "😀, 9", "unknown, -5"})
    void textIsComparedByteForByte(String word, long expected) {
        OnnxModels.write(
                folder,
                new ModelWriter()
                        .domain("ai.onnx.ml", 2)
                        .input("x", DataType.BYTES, -1)
                        .node(
                                "ai.onnx.ml",
                                "LabelEncoder",
                                List.of("x"),
                                List.of("y"),
                                ModelWriter.texts("keys_strings", "cat", "犬", "😀"),
                                ModelWriter.integers("values_int64s", 7, 8, 9),
                                ModelWriter.integer("default_int64", -5))
                        .output("y", DataType.INT64, -1));

        try (LoadedModel model = ENGINE.load(folder)) {
            Tensor y =
                    OnnxModels.predict(model, Map.of("x", Tensor.strings(Shape.of(1), word)))
                            .get("y");

            assertThat(((Tensor.Numeric) y).buffer().getLong()).isEqualTo(expected);
        }
    }

    @Test
    void aPerceptronAsPyTorchExportsItAnswersRight() {
        OnnxModels.write(
                folder,
                new ModelWriter()
                        .input("x", DataType.FP32, -1, 2)
                        .initializer("w1", Tensor.floats(Shape.of(3, 2), 1, 1, 1, -1, -1, 0.5f))
                        .initializer("b1", Tensor.floats(Shape.of(3), 0, 1, -1))
                        .initializer("w2", Tensor.floats(Shape.of(2, 3), 1, 2, 3, -1, -2, -3))
                        .initializer("b2", Tensor.floats(Shape.of(2), 0.5f, -0.5f))
                        .node(
                                "",
                                "Gemm",
                                List.of("x", "w1", "b1"),
                                List.of("h"),
                                ModelWriter.integer("transB", 1))
                        .node("", "Relu", List.of("h"), List.of("r"))
                        .node(
                                "",
                                "Gemm",
                                List.of("r", "w2", "b2"),
                                List.of("logits"),
                                ModelWriter.integer("transB", 1))
                        .node(
                                "",
                                "Softmax",
                                List.of("logits"),
                                List.of("scores"),
                                ModelWriter.integer("axis", 1))
                        .output("logits", DataType.FP32, -1, 2)
                        .output("scores", DataType.FP32, -1, 2));

        try (LoadedModel model = ENGINE.load(folder)) {
            Map<String, Tensor> outputs =
                    OnnxModels.predict(
                            model, Map.of("x", Tensor.floats(Shape.of(2, 2), 2, 1, -4, 2)));

            // h = (3, 2, -2.5) and (-2, -5, 4); r·w2 + b2
            assertThat(OnnxModels.floats(outputs.get("logits")))
                    .containsExactly(7.5f, -7.5f, 12.5f, -12.5f);
            assertThat(OnnxModels.floats(outputs.get("scores"))[0])
                    .isCloseTo((float) (1 / (1 + Math.exp(-15))), within(1e-6f));
        }
    }

    @Test
    void aConvolutionAnswersRight() {
        OnnxModels.write(
                folder,
                new ModelWriter()
                        .input("image", DataType.FP32, -1, 1, 3, 3)
                        .initializer("kernel", Tensor.floats(Shape.of(1, 1, 2, 2), 1, 0, 0, -1))
                        .node("", "Conv", List.of("image", "kernel"), List.of("edges"))
                        .output("edges", DataType.FP32, -1, 1, 2, 2));

        try (LoadedModel model = ENGINE.load(folder)) {
            Tensor edges =
                    OnnxModels.predict(
                                    model,
                                    Map.of(
                                            "image",
                                            Tensor.floats(
                                                    Shape.of(1, 1, 3, 3),
                                                    9,
                                                    8,
                                                    7,
                                                    6,
                                                    5,
                                                    4,
                                                    3,
                                                    2,
                                                    1)))
                            .get("edges");

            assertThat(edges.shape()).isEqualTo(Shape.of(1, 1, 2, 2));
            assertThat(OnnxModels.floats(edges)).containsExactly(4, 4, 4, 4);
        }
    }

    /** What skl2onnx writes for LogisticRegression with string classes. */
    private static ModelWriter classifier() {
        return new ModelWriter()
                .domain("ai.onnx.ml", 2)
                .input("x", DataType.FP32, -1, 2)
                .node(
                        "ai.onnx.ml",
                        "LinearClassifier",
                        List.of("x"),
                        List.of("label", "scores"),
                        ModelWriter.texts("classlabels_strings", "no", "是"),
                        ModelWriter.numbers("coefficients", -1, 0, 1, 0),
                        ModelWriter.numbers("intercepts", 0, 0),
                        ModelWriter.text("post_transform", "SOFTMAX"))
                .node(
                        "ai.onnx.ml",
                        "ZipMap",
                        List.of("scores"),
                        List.of("probabilities"),
                        ModelWriter.texts("classlabels_strings", "no", "是"))
                .output("label", DataType.BYTES, -1)
                .mapsOutput("probabilities", DataType.BYTES);
    }

    @Test
    void mapsOfLabelsBecomeColumnsInTheLabelsOrder() {
        OnnxModels.write(folder, classifier());

        try (LoadedModel model = ENGINE.load(folder)) {
            Map<String, Tensor> outputs =
                    OnnxModels.predict(
                            model, Map.of("x", Tensor.floats(Shape.of(2, 2), 1, 0, -2, 0)));

            assertThat(((Tensor.Bytes) outputs.get("label")).text(0)).isEqualTo("是");
            assertThat(((Tensor.Bytes) outputs.get("label")).text(1)).isEqualTo("no");
            assertThat(outputs.get("probabilities").shape()).isEqualTo(Shape.of(2, 2));
            float[] probabilities = OnnxModels.floats(outputs.get("probabilities"));
            assertThat(probabilities[1]).isCloseTo((float) (1 / (1 + Math.exp(-2))), within(1e-5f));
            assertThat(probabilities[2]).isCloseTo((float) (1 / (1 + Math.exp(-4))), within(1e-5f));
        }
    }

    @Test
    void mapsAreDescribedAsTheTensorTheyBecome() {
        OnnxModels.write(folder, classifier());

        assertThat(ENGINE.inspect(folder).get(0).outputs())
                .containsExactly(
                        new TensorSpec("label", DataType.BYTES, Shape.of(-1)),
                        new TensorSpec("probabilities", DataType.FP32, Shape.of(-1, 2)));
    }

    @Test
    void labelsThatTheBindingGarbles_areRefusedWithAWayOut() {
        OnnxModels.write(
                folder,
                new ModelWriter()
                        .domain("ai.onnx.ml", 2)
                        .input("x", DataType.FP32, -1, 1)
                        .node(
                                "ai.onnx.ml",
                                "ZipMap",
                                List.of("x"),
                                List.of("smiles"),
                                ModelWriter.texts("classlabels_strings", "😀"))
                        .mapsOutput("smiles", DataType.BYTES));

        assertThat(OnnxModels.rejected(folder)).hasMessageContaining("zipmap=False");
    }

    @Test
    void aMapWhoseLabelsNobodyKnows_isRefusedWithAWayOut() {
        OnnxModels.write(
                folder,
                new ModelWriter()
                        .input("x", DataType.FP32, -1, 2)
                        .mapsOutput("probabilities", DataType.INT64));

        ModelRejectedException rejected = OnnxModels.rejected(folder);

        assertThat(rejected.problem()).isEqualTo("model-signature");
        assertThat(rejected).hasMessageContaining("zipmap=False");
    }

    @Test
    void numbersThatNobodyCanSend_areNamed() throws Exception {
        Files.write(
                folder.resolve("model.onnx"),
                ModelWriter.message(
                                model ->
                                        model.writeBytes(
                                                7,
                                                ModelWriter.message(
                                                        graph ->
                                                                graph.writeBytes(
                                                                        12,
                                                                        ModelWriter.message(
                                                                                value -> {
                                                                                    value
                                                                                            .writeString(
                                                                                                    1,
                                                                                                    "waves");
                                                                                    value
                                                                                            .writeBytes(
                                                                                                    2,
                                                                                                    ModelWriter
                                                                                                            .tensorType(
                                                                                                                    14,
                                                                                                                    2));
                                                                                })))))
                        .toByteArray());

        ModelRejectedException rejected = OnnxModels.rejected(folder);

        assertThat(rejected.problem()).isEqualTo("model-signature");
        assertThat(rejected).hasMessageContaining("'waves'").hasMessageContaining("14");
    }

    @Test
    void anIndexOutOfRangeIsTheInputsFault() {
        OnnxModels.write(
                folder,
                new ModelWriter()
                        .input("index", DataType.INT64, -1)
                        .initializer("table", Tensor.floats(Shape.of(2), 1, 2))
                        .node("", "Gather", List.of("table", "index"), List.of("y"))
                        .output("y", DataType.FP32, -1));

        try (LoadedModel model = ENGINE.load(folder)) {
            PredictionFailedException failure =
                    catchThrowableOfType(
                            PredictionFailedException.class,
                            () ->
                                    OnnxModels.predict(
                                            model,
                                            Map.of("index", Tensor.longs(Shape.of(1), 4711))));

            assertThat(failure.inputAtFault()).isTrue();
            assertThat(failure.getMessage()).doesNotContain("4711");
        }
    }

    @Test
    void anOperatorThatTheRuntimeLacks_isSaidAtLoad() {
        OnnxModels.write(
                folder,
                new ModelWriter()
                        .input("x", DataType.FP32, -1)
                        .node("", "Sinusoidize", List.of("x"), List.of("y"))
                        .output("y", DataType.FP32, -1));

        ModelRejectedException rejected =
                catchThrowableOfType(ModelRejectedException.class, () -> ENGINE.load(folder));

        assertThat(rejected.problem()).isEqualTo("model-load");
        assertThat(rejected.getMessage()).doesNotContain(folder.toString());
    }

    @Test
    void theLibraryIsUnpackedOnceBesideTheData() {
        ENGINE.selfCheck();

        assertThat(Path.of(System.getProperty("onnxruntime.native.path")))
                .isDirectoryContaining(file -> file.endsWith(System.mapLibraryName("onnxruntime")))
                .isDirectoryContaining(
                        file -> file.endsWith(System.mapLibraryName("onnxruntime4j_jni")));
    }
}
