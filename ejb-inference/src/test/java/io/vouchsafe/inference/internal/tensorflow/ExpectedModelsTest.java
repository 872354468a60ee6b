package io.vouchsafe.inference.internal.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real models of others, and what a server should answer for them. */
class ExpectedModelsTest {
    private static final Path DATA =
            Path.of(System.getProperty("vouchsafe.root", ".")).resolve("../shared/data");
    private static final Path MODELS = DATA.resolve("models");
    private static final Map<String, LoadedModel> LOADED = new HashMap<>();

    static Stream<JsonNode> cases() throws IOException {
        Path table = MODELS.resolve("EXPECTED.json");
        assumeTrue(Files.exists(table), "skipped: no ../shared/data beside the project");
        JsonNode cases = new ObjectMapper().readTree(table.toFile()).get("cases");
        return StreamSupport.stream(cases.spliterator(), false)
                .filter(one -> one.hasNonNull("inputs"))
                .filter(one -> one.get("signature") != null);
    }

    private static LoadedModel model(String name) {
        assumeTrue(Files.exists(MODELS), "skipped: no ../shared/data beside the project");
        return LOADED.computeIfAbsent(name, folder -> Engines.load(MODELS.resolve(folder)));
    }

    @AfterAll
    static void close() {
        LOADED.values().forEach(LoadedModel::close);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsExpected(JsonNode expected) {
        LoadedModel model = model(expected.get("model").asText());
        String name = expected.get("signature").asText();
        Signature signature = model.signatures().get(name);
        if (expected.has("error") && signature == null) {
            return; // the table expects that there is none
        }
        Map<String, Tensor> inputs = inputs(signature, expected);

        if (expected.has("error")) {
            assertThat(accepted(signature, inputs)).as("accepted %s", inputs.keySet()).isFalse();
            return;
        }

        Map<String, Tensor> outputs = Engines.predict(model, name, inputs);
        expected.get("outputs")
                .fields()
                .forEachRemaining(output -> same(outputs.get(output.getKey()), output.getValue()));
    }

    private static boolean accepted(Signature signature, Map<String, Tensor> inputs) {
        return signature.inputs().stream()
                .allMatch(
                        spec ->
                                inputs.containsKey(spec.name())
                                        && (spec.shape() == null
                                                || spec.shape()
                                                        .accepts(inputs.get(spec.name()).shape())));
    }

    private static Map<String, Tensor> inputs(Signature signature, JsonNode expected) {
        Map<String, Tensor> inputs = new HashMap<>();
        if (expected.has("serialized_examples_b64")) {
            expected.get("serialized_examples_b64")
                    .fields()
                    .forEachRemaining(
                            field -> inputs.put(field.getKey(), examples(field.getValue())));
            return inputs;
        }
        expected.get("inputs")
                .fields()
                .forEachRemaining(field -> inputs.put(field.getKey(), tensor(field.getValue())));
        return inputs;
    }

    private static Tensor examples(JsonNode encoded) {
        List<byte[]> elements = new ArrayList<>();
        encoded.forEach(text -> elements.add(Base64.getDecoder().decode(text.asText())));
        return new Tensor.Bytes(Shape.of(elements.size()), elements.toArray(new byte[0][]));
    }

    private static Tensor tensor(JsonNode value) {
        List<Long> shape = new ArrayList<>();
        for (JsonNode node = value; node.isArray(); node = node.get(0)) {
            shape.add((long) node.size());
        }
        List<JsonNode> leaves = leaves(value);
        Shape sizes = Shape.of(shape.stream().mapToLong(Long::longValue).toArray());
        if (leaves.get(0).isTextual()) {
            return Tensor.strings(
                    sizes, leaves.stream().map(JsonNode::asText).toArray(String[]::new));
        }
        float[] floats = new float[leaves.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = leaves.get(i).floatValue();
        }
        return Tensor.floats(sizes, floats);
    }

    private static List<JsonNode> leaves(JsonNode value) {
        if (!value.isArray()) {
            return List.of(value);
        }
        List<JsonNode> leaves = new ArrayList<>();
        value.forEach(child -> leaves.addAll(leaves(child)));
        return leaves;
    }

    private static void same(Tensor actual, JsonNode expected) {
        Tensor wanted = tensor(expected);
        assertThat(actual.shape()).isEqualTo(wanted.shape());
        if (wanted instanceof Tensor.Bytes strings) {
            assertThat(((Tensor.Bytes) actual).elements()).isDeepEqualTo(strings.elements());
        } else {
            assertThat(Engines.floats(actual))
                    .containsExactly(Engines.floats(wanted), within(1e-6f));
        }
    }

    @Test
    void mnistConvRecognisesAsItsAuthorsMeasured() throws IOException {
        LoadedModel model = model("dotnet-machinelearning/mnist_conv/00000001");
        float[] pixels = new float[1000 * 784];
        int[] labels = new int[1000];
        readMnist(pixels, labels);

        float[] scores =
                Engines.floats(
                        Engines.predict(
                                        model,
                                        Map.of(
                                                "Features",
                                                Tensor.floats(Shape.of(1000, 28, 28, 1), pixels)))
                                .get("Prediction"));

        int right = 0;
        for (int row = 0; row < 1000; row++) {
            float[] ten = Arrays.copyOfRange(scores, row * 10, row * 10 + 10);
            int best = 0;
            for (int i = 1; i < 10; i++) {
                best = ten[i] > ten[best] ? i : best;
            }
            right += best == labels[row] ? 1 : 0;
        }
        assertThat(right / 1000.0).isCloseTo(0.783, within(0.002));
        assertThat(Arrays.copyOf(scores, 2))
                .containsExactly(new float[] {0.000514808f, 1.19776e-05f}, within(2e-4f));
    }

    private static void readMnist(float[] pixels, int[] labels) throws IOException {
        Path folder = DATA.resolve("datasets/vision-mnist");
        try (DataInputStream images = idx(folder.resolve("mnist1000-images-idx3-ubyte.gz"), 16);
                DataInputStream numbers =
                        idx(folder.resolve("mnist1000-labels-idx1-ubyte.gz"), 8)) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = images.readUnsignedByte() / 255f;
            }
            for (int i = 0; i < labels.length; i++) {
                labels[i] = numbers.readUnsignedByte();
            }
        }
    }

    private static DataInputStream idx(Path file, int header) throws IOException {
        DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)));
        in.skipNBytes(header);
        return in;
    }

    @Test
    void mnistBeforeTrainingIsUniform() {
        LoadedModel model = model("dotnet-machinelearning/mnist_lr/00000001");
        float[] anything = new float[2 * 784];
        anything[5] = 3;

        var outputs =
                Engines.predict(
                        model, Map.of("Features", Tensor.floats(Shape.of(2, 784), anything)));

        assertThat(Engines.floats(outputs.get("Prediction"))).containsOnly(0.1f);
    }

    @Test
    void estimatorWithItsVocabulariesKeepsItsInvariants() {
        LoadedModel model = model("tfx/chicago_taxi_estimator/1646034756");
        Tensor empty = new Tensor.Bytes(Shape.of(2), new byte[][] {{}, {}});
        Map<String, Tensor> inputs =
                Map.of(model.signatures().get("predict").inputs().get(0).name(), empty);

        var predicted = Engines.predict(model, "predict", inputs);
        var classified =
                Engines.predict(
                        model,
                        "classification",
                        Map.of(
                                model.signatures().get("classification").inputs().get(0).name(),
                                empty));
        var regressed =
                Engines.predict(
                        model,
                        "regression",
                        Map.of(model.signatures().get("regression").inputs().get(0).name(), empty));

        float[] scores = Engines.floats(classified.get("scores"));
        assertThat(((Tensor.Bytes) classified.get("classes")).text(0)).isEqualTo("0");
        assertThat(((Tensor.Bytes) classified.get("classes")).text(1)).isEqualTo("1");
        assertThat(scores[0] + scores[1]).isCloseTo(1f, within(1e-6f));
        assertThat(Engines.floats(regressed.get("outputs"))[0]).isCloseTo(scores[1], within(1e-6f));
        double logit = Engines.floats(predicted.get("logits"))[0];
        assertThat((double) Engines.floats(predicted.get("logistic"))[0])
                .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-6));
    }

    @Test
    void aSignatureThatIsWrongUpstreamFailsWithoutHarm() {
        LoadedModel model = model("tensorflow-serving/half_plus_three/00000123");
        Signature wrong = model.signatures().get("tensorflow/serving/regress");
        Map<String, Tensor> inputs =
                Map.of(wrong.inputs().get(0).name(), Tensor.floats(Shape.of(1), 1f));

        var failure =
                org.assertj.core.api.Assertions.catchThrowable(
                        () -> Engines.predict(model, wrong.name(), inputs));

        assertThat(failure).isInstanceOf(PredictionFailedException.class);
        assertThat(failure).hasNoCause();
        assertThat(
                        Engines.floats(
                                Engines.predict(
                                                model,
                                                Map.of("x", Tensor.floats(Shape.of(1, 1), 2f)))
                                        .get("y")))
                .containsExactly(4f);
    }

    @Test
    void aModelForAnotherPurposeIsRefusedByItsTag() {
        assumeTrue(Files.exists(MODELS), "skipped: no ../shared/data beside the project");
        Path folder = MODELS.resolve("tfx/chicago_taxi_eval_tag/1646034758");

        var rejected = Engines.rejected(() -> Engines.ENGINE.inspect(folder));

        assertThat(rejected.problem()).isEqualTo("model-tag");
        assertThat(rejected).hasMessageContaining("'serve'").hasMessageContaining("'eval'");
    }

    @Test
    void aModelOfRetiredOperationsIsShownButNotLoaded() {
        assumeTrue(Files.exists(MODELS), "skipped: no ../shared/data beside the project");
        Path folder = MODELS.resolve("tfx/chicago_taxi_transform_tf2/00000001");

        List<Signature> shown = Engines.ENGINE.inspect(folder);
        var rejected = Engines.rejected(() -> Engines.load(folder));

        assertThat(shown.get(0).inputs()).hasSize(54);
        assertThat(shown.get(0).outputs()).hasSize(17);
        assertThat(rejected.problem()).isEqualTo("model-load");
        assertThat(rejected).hasMessageContaining("BoostedTreesBucketize");
    }

    @Test
    void everyModelButTheTwoIsInspectedAndLoaded() throws IOException {
        assumeTrue(Files.exists(MODELS), "skipped: no ../shared/data beside the project");
        List<String> loaded = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MODELS)) {
            for (Path file : files.filter(f -> f.endsWith("saved_model.pb")).sorted().toList()) {
                String name = MODELS.relativize(file.getParent()).toString();
                if (!name.contains("eval_tag") && !name.contains("transform_tf2")) {
                    Engines.ENGINE.inspect(file.getParent());
                    model(name);
                    loaded.add(name);
                }
            }
        }

        assertThat(loaded).hasSize(12);
    }
}
