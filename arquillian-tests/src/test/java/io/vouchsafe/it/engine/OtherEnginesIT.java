package io.vouchsafe.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.it.harness.Ports;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Archives;
import io.vouchsafe.it.scene.Await;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.OnnxFiles;
import io.vouchsafe.it.scene.Receipts;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ONNX models, and models on other servers – here this very server, called as any partner would.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OtherEnginesIT {
    private static final String CREDENTIALS = "/api/upstreams/credentials";

    private static byte[] upstream(String url, String model, String more) {
        String file =
                "{'protocol':'open-inference','url':'%s','model':'%s'%s}"
                        .formatted(url, model, more)
                        .replace('\'', '"');
        return Archives.zip(Map.of("upstream.json", file.getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer store(String user, String name, String origin, String value) {
        return Api.as(user)
                .put(CREDENTIALS, Map.of("name", name, "origin", origin, "value", value));
    }

    @Test
    void onnxModel_answersUnderContract_withReceipt() {
        String model = Scene.model(OnnxFiles.line(0.5f, 2));
        Scene.contract(Terms.of(model));

        Answer answer = Api.machine().infer(model, Bodies.x(1, 2, 5)).expect(200);

        assertThat(Bodies.numbers(answer, "y")).containsExactly(2.5, 3.0, 4.5);
        JsonNode entry = Receipts.entry(Api.machine(), answer.header("Vouchsafe-Receipt"));
        assertThat(entry.path("model").asText()).isEqualTo(model + "@1");
        JsonNode metadata = Api.machine().get("/v2/models/" + model).expect(200).json();
        assertThat(metadata.path("platform").asText()).isEqualTo("onnxruntime_onnx");
    }

    @Test
    void onnxModelWithAnOperatorOfAnotherLibrary_isRefused() {
        String model = Scene.emptyModel();

        Answer answer =
                Api.as("owner")
                        .upload(
                                "/api/models/" + model + "/versions",
                                Archives.zip(OnnxFiles.withForeignOperator()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("model-unsafe-op");
        assertThat(answer.text()).contains("ai.onnx.contrib");
    }

    @Test
    void modelOnAnotherServer_answersUnderItsOwnContract_andIsAskedWithTheSealedCredential() {
        String there = Scene.model(OnnxFiles.line(2, 1));
        Scene.contract(Terms.of(there));
        String origin = "http://127.0.0.1:" + Ports.HTTP;
        String name = Scene.unique("it-upstream");
        String key = Scene.key("acme");
        Answer stored = store("admin", name, origin, key).expect(200);
        String here = Scene.emptyModel();
        long version =
                Await.until(
                                Duration.ofSeconds(10),
                                () ->
                                        Api.as("owner")
                                                .upload(
                                                        "/api/models/" + here + "/versions",
                                                        upstream(
                                                                origin,
                                                                there,
                                                                ",'credential':'%s'"
                                                                        .formatted(name))),
                                uploaded -> uploaded.status() == 201)
                        .json()
                        .path("version")
                        .asLong();
        Scene.release(here, version);
        Scene.contract(Terms.of(here));

        Answer answer = Api.machine().infer(here, Bodies.x(1, 3)).expect(200);

        assertThat(Bodies.numbers(answer, "y")).containsExactly(3.0, 7.0);
        assertThat(stored.text()).doesNotContain(key);
        assertThat(Api.as("admin").get(CREDENTIALS).expect(200).text())
                .contains(name, origin)
                .doesNotContain(key);
        JsonNode entry = Receipts.entry(Api.machine(), answer.header("Vouchsafe-Receipt"));
        assertThat(entry.path("model").asText()).isEqualTo(here + "@1");
        assertThat(
                        Api.as("auditor")
                                .get("/api/audit/entries?model=" + there)
                                .expect(200)
                                .json()
                                .path("items"))
                .anySatisfy(item -> assertThat(item.path("type").asText()).isEqualTo("prediction"));

        assertThat(wrongWidth(here).status()).isEqualTo(400);

        Api.as("admin").delete(CREDENTIALS + "/" + name).expect(204);
        Answer without =
                Await.until(
                        Duration.ofSeconds(10),
                        () -> Api.machine().infer(here, Bodies.x(1)),
                        refused -> refused.status() == 503);
        assertThat(without.header("Retry-After")).isNotEmpty();
    }

    private static Answer wrongWidth(String model) {
        var body = Bodies.request();
        Bodies.input(body, "x", "FP32", 1, 2).add(1).add(2);
        return Api.machine().infer(model, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9990", // this machine
                "http://169.254.169.254", // metadata
                "http://10.0.0.1:8000" // a network inside
            })
    void addressThatNobodyAllowed_isNotCalled(String url) {
        String model = Scene.emptyModel();

        Answer answer =
                Api.as("owner")
                        .upload(
                                "/api/models/" + model + "/versions",
                                upstream(url, "m", ",'retries':0"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("model-upstream");
        assertThat(answer.text()).contains("ADDRESS_REFUSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "approver", "auditor", "acme"})
    void credentials_areTheAdminsAlone(String user) {
        assertThat(store(user, "stolen", "https://a.example", "v").status()).isEqualTo(403);
    }
}
