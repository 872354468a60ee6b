package io.vouchsafe.it.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Archives;
import io.vouchsafe.it.scene.Receipts;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.SharedData;
import io.vouchsafe.it.scene.Terms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TensorFlow Serving's REST protocol, as its documentation calls it: {@code curl -d …}. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TensorFlowServingIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> DEPLOYED = new HashMap<>();

    private static Answer curl(String path, String body) {
        return Api.machine()
                .send(
                        "POST",
                        path,
                        body.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
    }

    /** Uploads, releases and entitles acme to it, once. */
    private static synchronized String deployed(String name, Map<String, byte[]> files) {
        return DEPLOYED.computeIfAbsent(
                name,
                key -> {
                    String model = Scene.model(files);
                    Scene.contract(Terms.of(model));
                    return model;
                });
    }

    private static String halfPlusTwo() {
        return deployed("half plus two", SavedModels.halfPlusTwo());
    }

    @Test
    void theDocumentationsExample_works_andItsReceiptVerifies(@TempDir Path folder)
            throws IOException {
        String body = "{\"instances\": [[1.0], [2.0], [5.0]]}";
        String model = halfPlusTwo();

        Answer answer = curl("/v1/models/" + model + ":predict", body).expect(200);

        assertThat(answer.json()).isEqualTo(JSON.readTree("{\"predictions\":[[2.5],[3.0],[4.5]]}"));
        assertThat(answer.text()).contains("3.0");
        assertThat(answer.header("Vouchsafe-Model")).isEqualTo(model + "@1");
        String proof = Receipts.proof(Api.machine(), answer.header("Vouchsafe-Receipt"));
        Path request = Files.writeString(folder.resolve("request"), body);
        Path response = Files.write(folder.resolve("response"), answer.body());
        assertThat(
                        Receipts.verify(
                                        folder,
                                        Receipts.keys(),
                                        proof,
                                        "--request",
                                        request,
                                        "--response",
                                        response)
                                .exit())
                .isZero();
    }

    @Test
    void statusAndMetadata_nameTheVersion() {
        String model = halfPlusTwo();

        JsonNode status = Api.machine().get("/v1/models/" + model).expect(200).json();
        JsonNode metadata =
                Api.machine()
                        .get("/v1/models/" + model + "/versions/1/metadata")
                        .expect(200)
                        .json();

        assertThat(status.at("/model_version_status/0/state").asText()).isEqualTo("AVAILABLE");
        assertThat(metadata.at("/model_spec/name").asText()).isEqualTo(model);
        assertThat(
                        metadata.at(
                                        "/metadata/signature_def/signature_def/serving_default/inputs/x/dtype")
                                .asText())
                .isEqualTo("DT_FLOAT");
    }

    @Test
    void aLabel_isAVersion() {
        String path = "/v1/models/" + halfPlusTwo() + "/labels/champion";

        assertThat(curl(path + ":predict", "{\"inputs\":[[1]]}").expect(200).json().toString())
                .isEqualTo("{\"outputs\":[[2.5]]}");
        assertThat(Api.machine().get(path).status()).isEqualTo(200);
        assertThat(curl(path.replace("champion", "no-such") + ":predict", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void whatIsWrong_isSaidInTheProtocolsForm() {
        String path = "/v1/models/" + halfPlusTwo();

        Answer ragged = curl(path + ":predict", "{\"instances\":[[1],[1,2]]}");
        Answer unknown = curl("/v1/models/no-such-model:predict", "{\"instances\":[1]}");
        Answer nobody = Api.nobody().get(path);

        assertThat(ragged.status()).isEqualTo(400);
        assertThat(ragged.json().get("error").asText()).contains("Expecting tensor size");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().get("error").asText()).isNotBlank();
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().get("error").asText()).isNotBlank();
    }

    @Test
    void theGoldenMetadata_isThatOfItsModel() throws IOException {
        String source = "models/tensorflow-serving/half_plus_two/00000123";
        Path golden =
                SharedData.require(
                        "models/tensorflow-serving/goldens/saved_model_half_plus_two_2_versions_metadata.json");
        String model = deployed(source, Archives.files(SharedData.require(source)));
        ObjectNode expected = (ObjectNode) JSON.readTree(golden.toFile());
        expected.withObject("/model_spec").put("name", model).put("version", "1");

        JsonNode metadata =
                Api.machine().get("/v1/models/" + model + "/metadata").expect(200).json();

        assertThat(metadata).isEqualTo(expected);
    }

    /** One expectation; without the data there is one that says so. */
    record Case(int number, JsonNode expected) {
        String text(String member) {
            return expected.path(member).asText();
        }

        @Override
        public String toString() {
            return expected.isMissingNode()
                    ? "no data"
                    : number + " " + text("model") + " " + text("signature");
        }
    }

    static Stream<Case> cases() throws IOException {
        Optional<Path> file = SharedData.find("models/EXPECTED.json");
        if (file.isEmpty()) {
            return Stream.of(new Case(0, JSON.missingNode()));
        }
        JsonNode all = JSON.readTree(file.get().toFile()).get("cases");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(each -> !each.has("expect_load") && each.path("inputs").isObject())
                .map(each -> new Case(0, each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aPublishedModel_answersAsPublished_inColumns(Case each) {
        SharedData.require("models/EXPECTED.json");
        String source = "models/" + each.text("model");
        String model = deployed(source, Archives.files(SharedData.require(source)));
        ObjectNode body = JSON.createObjectNode().put("signature_name", each.text("signature"));
        body.set("inputs", inputs(each.expected()));

        Answer answer = curl("/v1/models/" + model + ":predict", body.toString());

        if (each.expected().has("error")) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            return;
        }
        JsonNode outputs = answer.expect(200).json().get("outputs");
        JsonNode wanted = each.expected().get("outputs");
        if (wanted.size() == 1) {
            assertClose(outputs, wanted.elements().next(), each);
        } else {
            wanted.fields()
                    .forEachRemaining(
                            output ->
                                    assertClose(
                                            outputs.path(output.getKey()),
                                            output.getValue(),
                                            each));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aPublishedRegression_answersItsExamples(Case each) {
        SharedData.require("models/EXPECTED.json");
        org.junit.jupiter.api.Assumptions.assumeTrue(
                each.expected().has("serialized_examples_b64"), "takes no examples");
        boolean classify = each.text("signature").startsWith("classify");
        String source = "models/" + each.text("model");
        String model = deployed(source, Archives.files(SharedData.require(source)));
        ObjectNode body = JSON.createObjectNode().put("signature_name", each.text("signature"));
        body.set("examples", each.expected().at("/inputs/inputs"));

        Answer answer =
                curl("/v1/models/" + model + (classify ? ":classify" : ":regress"), body.toString())
                        .expect(200);

        JsonNode rows = each.expected().get("outputs").elements().next();
        for (int i = 0; i < rows.size(); i++) {
            JsonNode result = answer.json().at("/results/" + i + (classify ? "/0/1" : ""));
            assertThat(result.asDouble())
                    .isCloseTo(rows.at("/" + i + "/0").asDouble(), within(1e-6));
        }
    }

    @Test
    void anEstimatorsClasses_areLabelled() {
        String source = "models/tfx/chicago_taxi_estimator/1646034756";
        String model = deployed(source, Archives.files(SharedData.require(source)));

        Answer answer =
                curl(
                        "/v1/models/" + model + ":classify",
                        "{\"signature_name\":\"classification\",\"examples\":[{\"trip_miles\":2.5}]}");

        assertThat(answer.status()).as(answer.toString()).isIn(200, 400);
        if (answer.status() == 200) {
            JsonNode classes = answer.json().at("/results/0");
            assertThat(classes.at("/0/0").asText()).isEqualTo("0");
            assertThat(classes.at("/0/1").asDouble() + classes.at("/1/1").asDouble())
                    .isCloseTo(1, within(1e-6));
        }
    }

    private static JsonNode inputs(JsonNode expected) {
        JsonNode serialized = expected.path("serialized_examples_b64");
        if (!serialized.isObject()) {
            return expected.get("inputs");
        }
        ObjectNode inputs = JSON.createObjectNode();
        serialized
                .fields()
                .forEachRemaining(
                        input -> {
                            ArrayNode examples = inputs.putArray(input.getKey());
                            input.getValue().forEach(text -> examples.addObject().set("b64", text));
                        });
        return inputs;
    }

    private static void assertClose(JsonNode found, JsonNode wanted, Case each) {
        if (wanted.isArray()) {
            assertThat(found).as(each.toString()).hasSameSizeAs(wanted);
            for (int i = 0; i < wanted.size(); i++) {
                assertClose(found.get(i), wanted.get(i), each);
            }
        } else if (wanted.isNumber()) {
            double value = wanted.asDouble();
            double tolerance = each.expected().path("tolerance").asDouble(1e-6);
            assertThat(found.asDouble())
                    .as(each.toString())
                    .isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
        } else {
            assertThat(found.asText()).isEqualTo(wanted.asText());
        }
    }
}
