package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.rest.internal.http.RestConfig;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published facts of the protocol, where they are at hand. */
class ConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static JsonNode facts = JSON.createObjectNode();

    private final FakeGateway gateway = new FakeGateway();
    private final Api api =
            new Api(
                    new InferenceResource(
                            gateway, Callers.always(Callers.ACME), RestConfig.DEFAULT),
                    new MetadataResource(gateway, Callers.always(Callers.ACME)),
                    new ServerResource(gateway));

    @BeforeAll
    static void readFacts() throws IOException {
        Path file =
                Path.of(
                        System.getProperty("vouchsafe.root", ".."),
                        "../shared/data/conformance/open-inference-protocol/facts.json");
        assumeTrue(Files.exists(file), "no facts of the protocol beside the checkout: skipped");
        facts = JSON.readTree(Files.readAllBytes(file));
    }

    private void serveHalf() {
        TensorSpec x = new TensorSpec("x", DataType.FP32, Shape.of(-1));
        Signature signature = new Signature(Signature.DEFAULT, "", List.of(x), List.of(x));
        gateway.served =
                new ServedModel(
                        ModelRef.parse("half@1"),
                        "tensorflow",
                        Map.of(Signature.DEFAULT, signature),
                        true,
                        List.of(1L),
                        List.of());
    }

    /** All that is required is there, nothing else than required or optional is. */
    private static void assertForm(JsonNode object, String name) {
        JsonNode form = facts.at("/objects/" + name);
        Set<String> required = new HashSet<>();
        form.path("required").fieldNames().forEachRemaining(required::add);
        Set<String> allowed = new HashSet<>(required);
        form.path("optional").fieldNames().forEachRemaining(allowed::add);
        Set<String> present = new HashSet<>();
        object.fieldNames().forEachRemaining(present::add);

        assertThat(required).isNotEmpty();
        assertThat(present).as(name).containsAll(required);
        assertThat(allowed).as(name).containsAll(present);
    }

    @Test
    void everyEndpoint_isThere() {
        serveHalf();

        for (JsonNode endpoint : facts.get("endpoints")) {
            String template = endpoint.get("path").asText();
            for (String version : List.of("", "/versions/1")) {
                String path =
                        template.replace("{name}", "half")
                                .replace("[/versions/{version}]", version);
                String method = endpoint.get("method").asText();
                Api.Call call = api.call(method, path);
                if (method.equals("POST")) {
                    call.json("{}");
                }

                assertThat(call.send().status()).as(method + " " + path).isIn(200, 400);
            }
        }
    }

    @Test
    void metadata_hasThePublishedForm() {
        serveHalf();

        assertForm(api.get("/v2").send().json(), "metadata_server_response");
        JsonNode model = api.get("/v2/models/half").send().json();
        assertForm(model, "metadata_model_response");
        assertForm(model.at("/inputs/0"), "metadata_tensor");
        assertForm(api.get("/v2/models/half/ready").send().json(), "ready_model_response");
        assertForm(api.get("/v2/models/other").send().json(), "error_response");
    }

    @Test
    void anAnswer_hasThePublishedForm() throws IOException {
        byte[] body =
                new AnswerEncoder("42")
                        .encode(
                                Map.of("y", Tensor.floats(Shape.of(1), 1)),
                                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                ModelRef.parse("half@1"));

        JsonNode answer = JSON.readTree(body);

        assertForm(answer, "inference_response");
        assertForm(answer.at("/outputs/0"), "response_output");
    }

    @Test
    void everyPublishedDatatype_hasItsSize() {
        facts.get("datatypes_bytes")
                .fields()
                .forEachRemaining(
                        type ->
                                assertThat(DataType.valueOf(type.getKey()).size())
                                        .as(type.getKey())
                                        .isEqualTo(type.getValue().asInt(0)));
    }

    @Test
    void thePublishedExample_isRefusedForItsMissingElements_andAcceptedWithThem()
            throws IOException {
        JsonNode example = facts.at("/examples/0/request");
        String published = JSON.writeValueAsString(example);
        String whole = published.replace("\"data\":[true]", "\"data\":[true,false,true]");

        Api.Answer refused = api.post("/v2/models/half/infer").json(published).send();
        InferenceBody accepted =
                RequestDecoder.decode(whole.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(refused.status()).isEqualTo(400);
        assertForm(refused.json(), "error_response");
        assertThat(accepted.id()).isEqualTo("42");
        assertThat(accepted.outputs()).containsExactly("output0");
    }
}
