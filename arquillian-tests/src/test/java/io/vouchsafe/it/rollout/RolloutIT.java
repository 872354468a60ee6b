package io.vouchsafe.it.rollout;

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
import io.vouchsafe.it.scene.Terms;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Canary, shadow, aliases, roll-back and stop, as partners and model owners meet them. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RolloutIT {
    private static final Duration COUNTED = Duration.ofSeconds(20);
    private static final int PEOPLE = 60;

    private String model = "";
    private Api partner = Api.nobody();

    /** Version 1 answers x / 2 + 2 and is champion, version 2 answers x / 2 + 3 beside it. */
    @BeforeEach
    void aChampionAndAnother() {
        model = Scene.model(SavedModels.halfPlusTwo());
        long two = Scene.upload(model, Archives.zip(SavedModels.halfPlusThree()));
        Scene.step("owner", model, two, "submit").expect(200);
        Scene.step("approver", model, two, "approve").expect(200);
        Scene.step("approver", model, two, "stage").expect(200);
        Scene.contract(Terms.of(model));
        partner = Api.with(Scene.key("acme"));
    }

    @Test
    void aCanary_answersItsShare_theSamePersonAlways_andReceiptsSaySo() {
        assertThat(answeringVersion("anna")).isEqualTo(1);

        put("canary", Map.of("version", 2, "share", 500)).expect(200);

        int canary = 0;
        for (int person = 0; person < PEOPLE; person++) {
            long version = answeringVersion("person-" + person);
            assertThat(answeringVersion("person-" + person)).isEqualTo(version);
            canary += version == 2 ? 1 : 0;
        }
        assertThat(canary).isBetween(10, 50); // half of sixty, and five deviations either way
        put("canary", Map.of("version", 2, "share", 1000)).expect(200);
        Answer answer = infer("anna");
        assertThat(Bodies.numbers(answer, "y")).containsExactly(4.0);
        assertThat(answer.header("Vouchsafe-Model")).isEqualTo(model + "@2");
        assertThat(entry(answer).get("model").asText()).isEqualTo(model + "@2");

        Api.as("owner").delete("/api/models/" + model + "/canary").expect(200);
        assertThat(answeringVersion("anna")).isEqualTo(1);
    }

    @Test
    void aShadow_neverAnswers_andIsCounted() {
        put("shadow", Map.of("version", 2, "share", 1000)).expect(200);

        for (int request = 0; request < 20; request++) {
            assertThat(Bodies.numbers(infer("anna"), "y")).containsExactly(3.0);
        }

        JsonNode comparison =
                Await.until(
                        COUNTED,
                        () -> rollout().path("comparison"),
                        counted ->
                                counted.path("compared").asLong() + counted.path("dropped").asLong()
                                        >= 20);
        assertThat(comparison.get("compared").asLong()).isPositive();
        assertThat(comparison.get("failed").asLong()).isZero();
        assertThat(comparison.get("maxDifference").asDouble()).isEqualTo(1.0);
    }

    @Test
    void anAlias_leadsToItsVersion_untilItIsGone() {
        put("aliases/challenger", Map.of("version", 2)).expect(200);
        String path = "/v1/models/" + model + "/labels/challenger:predict";
        Map<String, Object> body = Map.of("instances", new double[][] {{2}});

        Answer answer = partner.post(path, body).expect(200);

        assertThat(answer.json().at("/predictions/0/0").asDouble()).isEqualTo(4.0);
        assertThat(answer.header("Vouchsafe-Model")).isEqualTo(model + "@2");
        assertThat(entry(answer).get("model").asText()).isEqualTo(model + "@2");

        Api.as("owner").delete("/api/models/" + model + "/aliases/challenger").expect(200);
        assertThat(partner.post(path, body).status()).isEqualTo(404);
    }

    @Test
    void aRollback_holdsForTheNextRequest_andEndsTheCanary() {
        Scene.step("approver", model, 2, "promote").expect(200);
        assertThat(answeringVersion("anna")).isEqualTo(2);

        Scene.step("approver", model, 2, "rollback").expect(200);

        assertThat(answeringVersion("anna")).isEqualTo(1);
        put("canary", Map.of("version", 2, "share", 1000)).expect(200);
        assertThat(answeringVersion("anna")).isEqualTo(2);
        Scene.step("approver", model, 2, "promote").expect(200);
        assertThat(rollout().path("canary").isNull()).isTrue();
    }

    @Test
    void aStop_endsTheCanary_andHoldsWithinASecondOnEveryProtocol() {
        put("canary", Map.of("version", 2, "share", 1000)).expect(200);
        put("aliases/challenger", Map.of("version", 2)).expect(200);
        assertThat(answeringVersion("anna")).isEqualTo(2);

        Scene.step("approver", model, 2, "stop").expect(200);

        Duration second = Duration.ofSeconds(1);
        Await.until(second, () -> answeringVersion("anna"), version -> version == 1);
        Await.status(
                second,
                503,
                () ->
                        partner.post(
                                "/v1/models/" + model + "/labels/challenger:predict",
                                Map.of("instances", new double[][] {{2}})));
        Await.status(
                second,
                503,
                () -> partner.post("/v2/models/" + model + "/versions/2/infer", Bodies.x(2)));
        assertThat(rollout().path("canary").isNull()).isTrue();
    }

    @Test
    void whoMayNot_changesNothing_andDraftsGetNoTraffic() {
        long three = Scene.upload(model, Archives.zip(SavedModels.halfPlusThree()));
        String canary = "/api/models/" + model + "/canary";

        assertThat(Api.as("acme").put(canary, Map.of("version", 2, "share", 10)).status())
                .isEqualTo(403);
        assertThat(Api.as("auditor").put(canary, Map.of("version", 2, "share", 10)).status())
                .isEqualTo(403);
        assertThat(put("canary", Map.of("version", three, "share", 10)).status()).isEqualTo(409);
        assertThat(put("canary", Map.of("version", 2, "share", 1001)).status()).isEqualTo(422);
        assertThat(put("aliases/champion", Map.of("version", 2)).status()).isEqualTo(422);
        assertThat(rollout().path("canary").isNull()).isTrue();
    }

    private Answer put(String what, Object body) {
        return Api.as("owner").put("/api/models/" + model + "/" + what, body);
    }

    private JsonNode rollout() {
        return Api.as("auditor").get("/api/models/" + model + "/rollout").expect(200).json();
    }

    private Answer infer(String person) {
        return partner.infer(model, Bodies.x(2), "Vouchsafe-Subject", person).expect(200);
    }

    /** As the answer's numbers show it, and its header. */
    private long answeringVersion(String person) {
        Answer answer = infer(person);
        double y = Bodies.numbers(answer, "y").getFirst();
        assertThat(answer.header("Vouchsafe-Model")).isEqualTo(model + "@" + (y == 3.0 ? 1 : 2));
        return y == 3.0 ? 1 : 2;
    }

    private static JsonNode entry(Answer answer) {
        return Receipts.entry(Api.as("auditor"), answer.header("Vouchsafe-Receipt"));
    }
}
