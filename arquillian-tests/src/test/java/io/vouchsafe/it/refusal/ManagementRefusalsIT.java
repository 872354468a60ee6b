package io.vouchsafe.it.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Archives;
import io.vouchsafe.it.scene.Await;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own API: wrong bodies, wrong order, two people at once. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ManagementRefusalsIT {
    private static final int AT_ONCE = 8;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "admin, /api/partners, '{\"name\":\"x\",\"Name\":\"y\"}', /Name",
        "admin, /api/plans, '{\"name\":\"it-x\",\"currency\":\"EUR\",\"pricePerCall\":\"1\",\"requestsPerSecond\":1,\"callsPerDay\":1,\"free\":true}', /free",
        "owner, /api/models, '{\"model\":\"x\"}', /model",
        "acme, /api/credentials, '{\"name\":\"x\",\"scope\":[\"infer\"]}', /scope"
    })
    void unknownMember_is400AndNamed(String user, String path, String body, String pointer) {
        Answer answer = Api.as(user).post(path, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.problem()).isEqualTo("malformed-body");
        assertThat(answer.json().path("errors").findValuesAsText("pointer")).contains(pointer);
        assertThat(answer.json().get("type").asText())
                .isEqualTo("https://vouchsafe.io/problems/malformed-body");
        assertThat(answer.json().get("status").asInt()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/models/no-such-model, owner",
        "/api/models/UPPER%20CASE, owner",
        "/api/contracts/no-such-contract, admin",
        "/api/plans/no-such-plan, admin",
        "/api/policies/no-such-policy, approver",
        "/api/training/jobs/no-such-job, owner",
        "/api/no/such/resource, admin"
    })
    void whatIsNotThere_is404AsAProblem(String path, String user) {
        Answer answer = Api.as(user).get(path);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("x-request-id")).isNotEmpty();
    }

    @Test
    void contractSteps_haveAnOrderAndASide() {
        String contract = Scene.draft(Terms.of(Scene.emptyModel()));

        assertThat(Scene.move("acme", contract, "sign").status()).isEqualTo(409);
        assertThat(Scene.move("admin", contract, "countersign").status()).isEqualTo(409);
        assertThat(Scene.move("acme", contract, "offer").status()).isEqualTo(403);
        Scene.move("admin", contract, "offer").expect(200);
        assertThat(Scene.move("admin", contract, "sign").status()).isEqualTo(403);
        Scene.move("acme", contract, "sign").expect(200);
        Answer again = Scene.move("acme", contract, "sign");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.header("Content-Type")).startsWith("application/problem+json");
        assertThat(again.json().get("detail").asText()).contains(contract);
        Scene.move("admin", contract, "countersign").expect(200);
        assertThat(Scene.move("admin", contract, "withdraw").status()).isEqualTo(409);
    }

    @Test
    void versionSteps_haveAnOrder() {
        String model = Scene.emptyModel();
        long version = Scene.upload(model, Archives.zip(SavedModels.halfPlusTwo()));

        for (String early : List.of("approve", "deploy", "stop", "resume", "rollback")) {
            Answer answer = Scene.step("approver", model, version, early);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        }
        Scene.step("owner", model, version, "submit").expect(200);
        Scene.step("approver", model, version, "reject").expect(200);
        assertThat(Scene.step("approver", model, version, "deploy").status()).isEqualTo(409);
    }

    @Test
    void sameModelOrVersionTwice_is409() {
        String model = Scene.emptyModel();
        byte[] archive = Archives.zip(SavedModels.halfPlusTwo());
        String address = "/api/models/" + model + "/versions?version=7";
        Api.as("owner").upload(address, archive).expect(201);

        Answer model2 = Api.as("owner").post("/api/models", Map.of("name", model));
        Answer version2 = Api.as("owner").upload(address, archive);

        assertThat(model2.status()).isEqualTo(409);
        assertThat(version2.status()).isEqualTo(409);
    }

    @Test
    void sameStepByManyAtOnce_happensOnce_andTheRestAreToldOfTheConflict() throws Exception {
        String contract = Scene.contract(Terms.of(Scene.emptyModel()));

        List<Answer> answers = atOnce(() -> Scene.move("admin", contract, "suspend"));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(AT_ONCE - 1);
        Await.until(
                Duration.ofSeconds(3),
                () -> events("contract.suspended", contract),
                count -> count == 1);
        Scene.move("admin", contract, "reinstate").expect(200);
        Await.until(
                Duration.ofSeconds(3),
                () -> events("contract.reinstated", contract),
                count -> count == 1);
        assertThat(events("contract.suspended", contract)).isEqualTo(1);
    }

    @Test
    void sameVersionDeployedByManyAtOnce_isRecordedOnce() throws Exception {
        String model = Scene.emptyModel();
        long version = Scene.upload(model, Archives.zip(SavedModels.halfPlusTwo()));
        Scene.step("owner", model, version, "submit").expect(200);

        List<Answer> answers = atOnce(() -> Scene.step("approver", model, version, "approve"));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
        Answer found = Api.as("auditor").get("/api/models/" + model + "/versions/" + version);
        assertThat(found.json().get("history").findValuesAsText("state"))
                .containsOnlyOnce("APPROVED");
    }

    private static long events(String type, String contract) {
        return Api.as("auditor")
                .get("/api/audit/entries?type=" + type + "&contract=" + contract)
                .expect(200)
                .json()
                .get("items")
                .size();
    }

    private static List<Answer> atOnce(Callable<Answer> step) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Answer>> all =
                    Stream.generate(() -> pool.submit(step)).limit(AT_ONCE).toList();
            List<Answer> answers = new java.util.ArrayList<>();
            for (Future<Answer> each : all) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    @Test
    void contractOnNothing_isNotMade() {
        Terms terms = Terms.of("some-model");
        for (Map.Entry<String, Object> wrong :
                Map.<String, Object>of(
                                "partner", "nobody-knows",
                                "plan", "no-such-plan",
                                "models", List.of(),
                                "purposes", List.of(),
                                "validTo", "1999-01-01T00:00:00Z")
                        .entrySet()) {
            Scene.partner("acme");
            Map<String, Object> body = new HashMap<>(terms.body());
            body.put(wrong.getKey(), wrong.getValue());

            Answer answer = Api.as("admin").post("/api/contracts", body);

            assertThat(answer.status()).as(wrong + " " + answer).isEqualTo(422);
        }
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=x", "from=yesterday", "decision=MAYBE", "partner=NO%20ID"})
    void wrongParameter_is400AndNamed(String query) {
        Answer answer = Api.as("auditor").get("/api/audit/entries?" + query);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().get("parameter").asText())
                .isEqualTo(query.substring(0, query.indexOf('=')));
    }
}
