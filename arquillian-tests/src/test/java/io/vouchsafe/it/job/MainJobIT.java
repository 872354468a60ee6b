package io.vouchsafe.it.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Archives;
import io.vouchsafe.it.scene.Await;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.Receipts;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.SharedData;
import io.vouchsafe.it.scene.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model's way from the upload to a governed, receipted, revocable answer. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class MainJobIT {
    private static final Duration PROMISED = Duration.ofSeconds(1);

    /** The published model where it is there, else one that computes the same. */
    private static Map<String, byte[]> halfPlusTwo() {
        return SharedData.find("models/tensorflow-serving/half_plus_two/00000123")
                .map(Archives::files)
                .orElseGet(SavedModels::halfPlusTwo);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip in TensorFlow Serving's layout", "tar.gz of the bare folder"})
    void uploadedModel_answersOnlyAfterASecondPersonApprovedAndItWasDeployed(String form) {
        boolean zip = form.startsWith("zip");
        byte[] archive =
                zip
                        ? Archives.zip(Archives.below("00000123", halfPlusTwo()))
                        : Archives.tarGz(halfPlusTwo());
        String model = Scene.emptyModel();
        Scene.contract(Terms.of(model));
        Api partner = Api.with(Scene.key("acme"));

        Answer uploaded = Api.as("owner").upload("/api/models/" + model + "/versions", archive);

        uploaded.expect(201);
        long version = uploaded.json().get("version").asLong();
        assertThat(version).isEqualTo(zip ? 123 : 1);
        assertThat(uploaded.header("Location"))
                .endsWith("/api/models/" + model + "/versions/" + version);
        assertThat(uploaded.json().get("state").asText()).isEqualTo("DRAFT");
        assertThat(uploaded.json().get("digest").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(uploaded.json().get("signatures").findValuesAsText("name"))
                .contains("serving_default", "x", "y");
        refused(partner, model);

        assertThat(state(Scene.step("owner", model, version, "submit"))).isEqualTo("SUBMITTED");
        Answer own = Scene.step("owner", model, version, "approve");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.problem()).isEqualTo("four-eyes");
        assertThat(own.header("Content-Type")).startsWith("application/problem+json");
        refused(partner, model);

        assertThat(state(Scene.step("approver", model, version, "approve"))).isEqualTo("APPROVED");
        refused(partner, model);

        assertThat(state(Scene.step("approver", model, version, "deploy"))).isEqualTo("DEPLOYED");
        Answer answer = partner.infer(model, Bodies.x(1, 2, 5)).expect(200);
        assertThat(Bodies.numbers(answer, "y")).containsExactly(2.5, 3.0, 4.5);
        assertThat(Bodies.output(answer, "y").path("shape").toString()).isEqualTo("[3,1]");
        assertThat(answer.header("Vouchsafe-Model")).isEqualTo(model + "@" + version);
    }

    private static void refused(Api partner, String model) {
        Answer answer = partner.infer(model, Bodies.x(1));
        assertThat(answer.status()).as(answer.toString()).isIn(403, 404);
        assertThat(answer.json().path("error").asText()).isNotBlank();
    }

    private static String state(Answer answer) {
        return answer.expect(200).json().get("state").asText();
    }

    @Test
    void tokenAndKey_getTheSameAnswer_eachWithItsOwnReceipt() {
        String model = Scene.model(halfPlusTwo());
        String contract = Scene.contract(Terms.of(model));
        Api byKey = Api.with(Scene.key("acme"));
        Api byToken = Api.machine();

        Answer forKey = byKey.infer(model, Bodies.x(1, 2, 5)).expect(200);
        Answer forToken = byToken.infer(model, Bodies.x(1, 2, 5)).expect(200);

        assertThat(forToken.body()).isEqualTo(forKey.body());
        assertThat(forToken.header("RateLimit-Limit")).isNotEmpty();
        JsonNode keyEntry = Receipts.entry(byKey, forKey.header("Vouchsafe-Receipt"));
        JsonNode tokenEntry = Receipts.entry(byToken, forToken.header("Vouchsafe-Receipt"));
        assertThat(keyEntry.get("caller").asText()).startsWith("key:");
        assertThat(tokenEntry.get("caller").asText()).isEqualTo("client:acme-machine");
        assertThat(keyEntry.get("id").asText()).isEqualTo(forKey.header("Vouchsafe-Receipt"));
        for (JsonNode entry : List.of(keyEntry, tokenEntry)) {
            assertThat(entry.get("type").asText()).isEqualTo("prediction");
            assertThat(entry.get("decision").asText()).isEqualTo("ALLOW");
            assertThat(entry.get("contract").asText()).startsWith(contract + "@");
            assertThat(entry.get("partner").asText()).isEqualTo("acme");
            assertThat(entry.get("purpose").asText()).isEqualTo(Terms.PURPOSE);
            assertThat(entry.get("model").asText()).isEqualTo(model + "@1");
            assertThat(entry.get("modelDigest").asText()).isEqualTo(digest(model));
            assertThat(entry.get("input").asText()).isNotBlank();
            assertThat(entry.get("output").asText()).isNotBlank();
            assertThat(entry.get("currency").asText()).isEqualTo("EUR");
        }
    }

    private static String digest(String model) {
        return Api.as("owner")
                .get("/api/models/" + model + "/versions/1")
                .expect(200)
                .json()
                .get("digest")
                .asText();
    }

    @Test
    void metadata_tellsWhatTheModelTakesAndGives_toThoseEntitledAlone() {
        String model = Scene.model(halfPlusTwo());
        Scene.contract(Terms.of(model));
        Scene.partner("rival");

        JsonNode metadata = Api.machine().get("/v2/models/" + model).expect(200).json();

        assertThat(metadata.get("name").asText()).isEqualTo(model);
        assertThat(metadata.get("versions").toString()).isEqualTo("[\"1\"]");
        assertThat(metadata.get("platform").asText()).isEqualTo("tensorflow_savedmodel");
        assertThat(metadata.get("inputs").toString())
                .contains("\"name\":\"x\"", "\"datatype\":\"FP32\"", "[-1,1]");
        assertThat(Api.machine().get("/v2/models/" + model + "/ready").status()).isEqualTo(200);
        Answer stranger = Api.as("rival").get("/v2/models/" + model);
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stranger.json().path("error").asText()).isNotBlank();
    }

    @Test
    void server_saysThatItIsReady_withoutACredential() {
        Answer server = Api.nobody().get("/v2");
        Answer ready =
                Await.status(
                        Duration.ofSeconds(10), 200, () -> Api.nobody().get("/v2/health/ready"));

        assertThat(server.expect(200).json().get("name").asText()).isEqualTo("vouchsafe");
        assertThat(ready.json().get("ready").asBoolean()).isTrue();
        assertThat(Api.nobody().get("/v2/health/live").expect(200).json().get("live").asBoolean())
                .isTrue();
    }

    @Test
    void stoppedModel_answersNothingWithinASecond_andAgainAfterResuming() {
        String model = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(model));
        Api partner = Api.with(Scene.key("acme"));
        partner.infer(model, Bodies.x(1)).expect(200);

        Scene.step("approver", model, 1, "stop").expect(200);

        Answer stopped = Await.status(PROMISED, 503, () -> partner.infer(model, Bodies.x(1)));
        assertThat(stopped.json().path("error").asText()).contains(model);
        assertThat(stopped.header("Vouchsafe-Receipt")).isNotEmpty();
        assertThat(partner.infer(model, Bodies.x(1)).status()).isEqualTo(503);
        assertThat(partner.post("/v2/models/" + model + "/versions/1/infer", Bodies.x(1)).status())
                .isEqualTo(503);

        Scene.step("approver", model, 1, "resume").expect(200);
        Await.status(PROMISED, 200, () -> partner.infer(model, Bodies.x(1)));
    }

    @Test
    void rollback_bringsTheFormerChampionBack_whileBothStayUnderTheirNumbers() {
        String model = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(model));
        Api partner = Api.with(Scene.key("acme"));
        Scene.release(model, Scene.upload(model, Archives.tarGz(SavedModels.halfPlusThree())));
        assertThat(y(partner, model)).isEqualTo(3.5);

        Answer champion = Scene.step("approver", model, 2, "rollback").expect(200);

        assertThat(champion.json().get("version").asLong()).isEqualTo(1);
        Await.until(PROMISED, () -> y(partner, model), y -> y == 2.5);
        Answer second =
                partner.post("/v2/models/" + model + "/versions/2/infer", Bodies.x(1)).expect(200);
        assertThat(Bodies.numbers(second, "y")).containsExactly(3.5);
    }

    private static double y(Api partner, String model) {
        return Bodies.numbers(partner.infer(model, Bodies.x(1)).expect(200), "y").get(0);
    }

    @Test
    void usage_countsExactlyTheAnswersThatWereGiven() {
        String model = Scene.model(SavedModels.halfPlusTwo());
        String contract = Scene.contract(Terms.of(model));
        Api partner = Api.with(Scene.key("acme"));

        for (int call = 0; call < 7; call++) {
            partner.infer(model, Bodies.x(call)).expect(200);
        }
        partner.infer(model, "{").expect(400);

        JsonNode use = today(contract);
        assertThat(use.get("answered").asLong()).isEqualTo(7);
        assertThat(use.get("quota").asLong()).isEqualTo(10_000_000);
    }

    private static JsonNode today(String contract) {
        for (JsonNode use : Api.as("acme").get("/api/usage").expect(200).json().get("items")) {
            if (use.get("contract").asText().equals(contract)) {
                return use;
            }
        }
        throw new AssertionError("no usage of " + contract);
    }
}
