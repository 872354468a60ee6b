package io.vouchsafe.it.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Archives;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.SharedData;
import io.vouchsafe.it.scene.Terms;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Published models and what they must answer, through the whole suite. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class EngineIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double TOLERANCE = 1e-6;
    private static final int IMAGE = 28 * 28;

    /** Source folder to the name under which it is deployed. */
    private static final Map<String, String> DEPLOYED = new HashMap<>();

    /** One expectation; without the data there is one that says so. */
    record Case(int number, JsonNode expected) {
        String model() {
            return expected.path("model").asText();
        }

        @Override
        public String toString() {
            return expected.isMissingNode()
                    ? "no data"
                    : number + " " + model() + " " + expected.path("signature").asText();
        }
    }

    static Stream<Case> inlineCases() {
        return cases(
                expected -> !expected.has("expect_load") && expected.path("inputs").isObject());
    }

    static Stream<Case> cases(java.util.function.Predicate<JsonNode> wanted) {
        Optional<Path> file = SharedData.find("models/EXPECTED.json");
        if (file.isEmpty()) {
            return Stream.of(new Case(0, JSON.missingNode()));
        }
        try {
            List<Case> all = new ArrayList<>();
            for (JsonNode expected : JSON.readTree(file.get().toFile()).get("cases")) {
                all.add(new Case(all.size(), expected));
            }
            return all.stream().filter(each -> wanted.test(each.expected()));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inlineCases")
    void publishedModel_answersAsPublished(Case each) {
        SharedData.require("models/EXPECTED.json");
        String model = deployed(each.model());
        String signature = each.expected().path("signature").asText();

        Answer answer = machine().infer(model, body(model, signature, each.expected()));

        if (each.expected().has("error")) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.json().get("error").asText()).isNotBlank();
        } else {
            answer.expect(200);
            each.expected()
                    .get("outputs")
                    .fields()
                    .forEachRemaining(
                            output -> same(answer, output.getKey(), output.getValue(), each));
        }
    }

    @Test
    void modelWithoutTheDefaultSignature_isToldItsOwn() {
        String model = deployed("tensorflow-java/python_functions/00000001");
        ObjectNode body = Bodies.request();
        Bodies.input(body, "a", "FP32", 1).add(1);

        Answer answer = machine().infer(model, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).contains("serving_default", "add");
    }

    @Test
    void signatureThatLiesAboutItsType_breaksNothingElse() {
        String model = deployed("tensorflow-serving/half_plus_three/00000123");
        ObjectNode lie = Bodies.request();
        lie.putObject("parameters").put("signature_name", "tensorflow/serving/regress");
        Bodies.input(lie, "inputs", "FP32", 1).add(1);

        Answer answer = machine().infer(model, lie);

        assertThat(answer.status()).as(answer.toString()).isBetween(400, 500);
        assertThat(Bodies.numbers(machine().infer(model, Bodies.x(1)).expect(200), "y"))
                .containsExactly(3.5);
    }

    @Test
    void uniformDigits_areUniform() {
        String model = deployed("dotnet-machinelearning/mnist_lr/00000001");
        ObjectNode body = Bodies.request();
        ArrayNode pixels = Bodies.input(body, "Features", "FP32", 2, IMAGE);
        for (int i = 0; i < 2 * IMAGE; i++) {
            pixels.add(i % 7 / 7.0);
        }

        Answer answer = machine().infer(model, body).expect(200);

        assertThat(Bodies.numbers(answer, "Prediction"))
                .hasSize(20)
                .allSatisfy(cell -> assertThat(cell).isCloseTo(0.1, within(TOLERANCE)));
    }

    @Test
    void handwrittenDigits_areRecognised() throws IOException {
        JsonNode expected =
                cases(each -> each.path("model").asText().contains("mnist_conv"))
                        .findFirst()
                        .orElseThrow()
                        .expected();
        Path images = SharedData.require("datasets/vision-mnist/mnist1000-images-idx3-ubyte.gz");
        String model = deployed("dotnet-machinelearning/mnist_conv/00000001");
        ObjectNode body = Bodies.request();
        ArrayNode pixels =
                Bodies.input(body, "Features", "FP32", expected.get("rows").size(), 28, 28, 1);
        byte[] all = images(images);
        for (JsonNode row : expected.get("rows")) {
            for (int i = 0; i < IMAGE; i++) {
                pixels.add((all[row.asInt() * IMAGE + i] & 0xff) / 255f);
            }
        }

        Answer answer = machine().infer(model, body).expect(200);

        List<Double> wanted = flat(expected.get("outputs").get("Prediction"));
        List<Double> found = Bodies.numbers(answer, "Prediction");
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(found.get(i)).isCloseTo(wanted.get(i), within(2e-4));
        }
    }

    private static byte[] images(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(new GZIPInputStream(raw))) {
            assertThat(data.readInt()).isEqualTo(0x803);
            int count = data.readInt();
            assertThat(data.readInt() * data.readInt()).isEqualTo(IMAGE);
            return data.readNBytes(count * IMAGE);
        }
    }

    @Test
    void estimatorWithVocabularies_keepsItsInvariants() {
        String model = deployed("tfx/chicago_taxi_estimator/1646034756");
        ObjectNode body = Bodies.request();
        body.putObject("parameters").put("signature_name", "predict");
        ArrayNode examples = Bodies.input(body, "examples", "BYTES", 2);
        Bodies.inputOf(body, "examples").putObject("parameters").put("content_type", "base64");
        examples.add("").add("");

        Answer answer = machine().infer(model, body);

        assertThat(answer.status()).as(answer.toString()).isIn(200, 400);
        Assumptions.assumeTrue(answer.status() == 200, "the model refuses an empty example");
        assertThat(Bodies.texts(answer, "all_classes")).containsExactly("0", "1", "0", "1");
        List<Double> scores = Bodies.numbers(answer, "probabilities");
        double logit = Bodies.numbers(answer, "logits").get(0);
        assertThat(scores.get(0) + scores.get(1)).isCloseTo(1, within(1e-6));
        assertThat(Bodies.numbers(answer, "logistic").get(0))
                .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-6))
                .isCloseTo(scores.get(1), within(1e-6));
    }

    private static Api machine() {
        return Api.machine();
    }

    /** Uploads, releases and entitles acme to it, once. */
    private static synchronized String deployed(String source) {
        Path folder = SharedData.require("models/" + source);
        return DEPLOYED.computeIfAbsent(
                source,
                key -> {
                    String model = Scene.model(Archives.files(folder));
                    Scene.contract(Terms.of(model));
                    return model;
                });
    }

    private static ObjectNode body(String model, String signature, JsonNode expected) {
        ObjectNode body = Bodies.request();
        body.putObject("parameters").put("signature_name", signature);
        JsonNode serialized = expected.path("serialized_examples_b64");
        JsonNode declared = declared(model, signature);
        (serialized.isObject() ? serialized : expected.get("inputs"))
                .fields()
                .forEachRemaining(
                        input -> {
                            long[] shape = shape(input.getValue());
                            String type = datatype(declared, input.getKey());
                            ArrayNode data = Bodies.input(body, input.getKey(), type, shape);
                            leaves(input.getValue()).forEach(data::add);
                            if (serialized.isObject()) {
                                Bodies.inputOf(body, input.getKey())
                                        .putObject("parameters")
                                        .put("content_type", "base64");
                            }
                        });
        return body;
    }

    private static JsonNode declared(String model, String signature) {
        JsonNode version =
                Api.as("owner").get("/api/models/" + model + "/versions/1").expect(200).json();
        for (JsonNode each : version.get("signatures")) {
            if (each.get("name").asText().equals(signature)) {
                return each.get("inputs");
            }
        }
        return JSON.missingNode();
    }

    private static String datatype(JsonNode declared, String input) {
        for (JsonNode each : declared) {
            if (each.get("name").asText().equals(input)) {
                return each.get("datatype").asText();
            }
        }
        return "FP32";
    }

    private static void same(Answer answer, String output, JsonNode expected, Case each) {
        JsonNode found = Bodies.output(answer, output);
        assertThat(found.path("shape").toString())
                .as("%s of %s", output, each)
                .isEqualTo(java.util.Arrays.toString(shape(expected)).replace(" ", ""));
        List<JsonNode> wanted = leaves(expected);
        List<JsonNode> got = leaves(found.get("data"));
        assertThat(got).hasSameSizeAs(wanted);
        double tolerance = each.expected().path("tolerance").asDouble(TOLERANCE);
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).isNumber()) {
                double value = wanted.get(i).asDouble();
                assertThat(got.get(i).asDouble())
                        .as("%s[%d] of %s", output, i, each)
                        .isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
            } else {
                assertThat(got.get(i).asText()).isEqualTo(wanted.get(i).asText());
            }
        }
    }

    private static long[] shape(JsonNode value) {
        List<Long> sizes = new ArrayList<>();
        for (JsonNode at = value; at.isArray(); at = at.get(0)) {
            sizes.add((long) at.size());
        }
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Double> flat(JsonNode value) {
        return leaves(value).stream().map(JsonNode::asDouble).toList();
    }

    private static List<JsonNode> leaves(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .flatMap(each -> leaves(each).stream())
                        .toList()
                : List.of(value);
    }
}
