package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.inference.Readiness;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataResourceTest {
    private static final Signature SERVING =
            new Signature(
                    Signature.DEFAULT,
                    "tensorflow/serving/predict",
                    List.of(new TensorSpec("x", DataType.FP32, Shape.of(-1, 1))),
                    List.of(
                            new TensorSpec("y", DataType.FP32, Shape.of(-1, 1)),
                            new TensorSpec("any", DataType.BYTES, null)));
    private static final Signature OTHER =
            new Signature(
                    "aaa",
                    "",
                    List.of(new TensorSpec("z", DataType.INT64, Shape.SCALAR)),
                    List.of());

    private final FakeGateway gateway = new FakeGateway();
    private final Api api =
            new Api(
                    new MetadataResource(gateway, Callers.always(Callers.ACME)),
                    new ServerResource(gateway));

    private void serve(boolean ready, Map<String, Signature> signatures) {
        gateway.served =
                new ServedModel(
                        ModelRef.parse("half@124"),
                        "tensorflow",
                        signatures,
                        ready,
                        List.of(123L, 124L),
                        List.of("integrated-gradients"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/half", "/v2/models/half/versions/124"})
    void aModel_isDescribedByItsDefaultSignature(String path) {
        serve(true, Map.of(Signature.DEFAULT, SERVING, "aaa", OTHER));

        Api.Answer answer = api.get(path).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"name\":\"half\",\"versions\":[\"123\",\"124\"],\"platform\":\"tensorflow_savedmodel\","
                                + "\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[-1,1]}],"
                                + "\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[-1,1]},"
                                + "{\"name\":\"any\",\"datatype\":\"BYTES\",\"shape\":[-1]}]}");
    }

    @Test
    void aModelWithoutDefaultSignature_isDescribedByItsFirstByName() {
        serve(true, Map.of("zzz", SERVING, "aaa", OTHER));

        JsonNode metadata = api.get("/v2/models/half").send().json();

        assertThat(metadata.at("/inputs/0/name").asText()).isEqualTo("z");
        assertThat(metadata.at("/inputs/0/shape")).isEmpty();
        assertThat(metadata.get("outputs")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/models/other",
                "/v2/models/half/versions/1",
                "/v2/models/half/versions/x",
                "/v2/models/-bad",
                "/v2/models/other/ready"
            })
    void whatTheCallerMayNotKnow_is404InTheProtocolsForm(String path) {
        serve(true, Map.of(Signature.DEFAULT, SERVING));

        Api.Answer answer = api.get(path).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
    }

    @Test
    void aModelIsReady_whenItIsLoaded() {
        serve(true, Map.of(Signature.DEFAULT, SERVING));

        Api.Answer answer = api.get("/v2/models/half/ready").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"name\":\"half\",\"ready\":true}");
    }

    @Test
    void aModelThatIsNotLoaded_saysSoWith503() {
        serve(false, Map.of(Signature.DEFAULT, SERVING));

        Api.Answer answer = api.get("/v2/models/half/versions/124/ready").send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).isEqualTo("{\"name\":\"half\",\"ready\":false}");
    }

    @Test
    void theServer_namesItselfAndItsExtensions() {
        JsonNode server = api.get("/v2").send().json();

        assertThat(server.get("name").asText()).isEqualTo("vouchsafe");
        assertThat(server.get("version").asText()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
        assertThat(server.get("extensions")).hasSize(1);
    }

    @Test
    void theServerLives() {
        assertThat(api.get("/v2/health/live").send().text()).isEqualTo("{\"live\":true}");
    }

    @Test
    void theServerIsReady_whenTheGatewayIs() {
        Api.Answer answer = api.get("/v2/health/ready").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"ready\":true}");
    }

    @Test
    void theServerThatIsNotReady_saysWhy() {
        gateway.readiness = new Readiness(List.of("The log cannot be written.", "No model."));

        Api.Answer answer = api.get("/v2/health/ready").send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("ready").asBoolean()).isFalse();
        assertThat(answer.json().get("reasons")).hasSize(2);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/repository/index", "/v2/health", "/v2/models", "/v1/models/half"})
    void whatIsNotOfferedYet_is404(String path) {
        assertThat(api.get(path).send().status()).isEqualTo(404);
    }
}
