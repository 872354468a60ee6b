package io.vouchsafe.it.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Await;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.Receipts;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a request to a model can get wrong, and what it is told then. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RefusalsIT {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final int LIMIT = 1 << 20;

    private static @Nullable String model;
    private static @Nullable String key;

    private Api partner = Api.nobody();

    @BeforeEach
    void oneModel() {
        if (model == null) {
            String made = Scene.model(SavedModels.halfPlusTwo());
            Scene.contract(Terms.of(made));
            key = Scene.key("acme");
            model = made;
        }
        partner = Api.with(key);
    }

    static Stream<Arguments> wrongBodies() {
        ObjectNode integers = Bodies.request();
        Bodies.input(integers, "x", "INT64", 1, 1).add(1);
        ObjectNode flat = Bodies.request();
        Bodies.input(flat, "x", "FP32", 3).add(1).add(2).add(5);
        ObjectNode short3 = Bodies.x(1, 2, 5);
        ((com.fasterxml.jackson.databind.node.ArrayNode) Bodies.inputOf(short3, "x").get("data"))
                .remove(0);
        ObjectNode text = Bodies.request();
        Bodies.input(text, "x", "FP32", 1, 1).add("one");
        ObjectNode unknown = Bodies.x(1);
        Bodies.input(unknown, "w", "FP32", 1, 1).add(1);
        ObjectNode other = Bodies.request();
        Bodies.input(other, "w", "FP32", 1, 1).add(1);
        ObjectNode signature = Bodies.x(1);
        signature.putObject("parameters").put("signature_name", "no_such_signature");
        ObjectNode output = Bodies.x(1);
        output.putArray("outputs").addObject().put("name", "no_such_output");
        ObjectNode member = Bodies.x(1);
        member.put("Inputs", "with a capital letter");
        ObjectNode inputMember = Bodies.x(1);
        Bodies.inputOf(inputMember, "x").put("dtype", "FP32");
        ObjectNode huge = Bodies.request();
        Bodies.input(huge, "x", "FP32", Integer.MAX_VALUE, Integer.MAX_VALUE).add(1);
        ObjectNode negative = Bodies.request();
        Bodies.input(negative, "x", "FP32", -1, 1).add(1);
        return Stream.of(
                Arguments.of("no JSON", "{\"inputs\": [", "JSON"),
                Arguments.of("nothing", "", "JSON"),
                Arguments.of("an array", "[]", "object"),
                Arguments.of("no inputs", "{\"inputs\": []}", "input"),
                Arguments.of("wrong datatype", integers.toString(), "'x'"),
                Arguments.of("datatype nobody knows", spoiltDatatype(), "FP31"),
                Arguments.of("wrong rank", flat.toString(), "'x'"),
                Arguments.of("fewer data than the shape says", short3.toString(), "'x'"),
                Arguments.of("a text where a number belongs", text.toString(), "'x'"),
                Arguments.of("one input too many", unknown.toString(), "'w'"),
                Arguments.of("an input missing", other.toString(), "'"),
                Arguments.of("unknown signature", signature.toString(), "no_such_signature"),
                Arguments.of("unknown output", output.toString(), "no_such_output"),
                Arguments.of("unknown member", member.toString(), "Inputs"),
                Arguments.of("unknown member of an input", inputMember.toString(), "dtype"),
                Arguments.of("a shape beyond memory", huge.toString(), "'x'"),
                Arguments.of("a negative size", negative.toString(), "shape"));
    }

    private static String spoiltDatatype() {
        ObjectNode body = Bodies.x(1);
        Bodies.inputOf(body, "x").put("datatype", "FP31");
        return body.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongBodies")
    void wrongRequest_isToldWhatIsWrong_inTheProtocolsOwnForm(
            String what, String body, String fragment) {
        Answer answer = partner.infer(model, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
        assertThat(answer.json().get("error").asText()).contains(fragment);
    }

    @Test
    void wrongRequest_leavesTheNextOneAlone() {
        partner.infer(model, "{\"inputs\": [").expect(400);

        assertThat(Bodies.numbers(partner.infer(model, Bodies.x(5)).expect(200), "y"))
                .containsExactly(4.5);
    }

    @Test
    void bodyOverTheLimit_isRefusedBeforeItIsSent() {
        byte[] body = new byte[2 * LIMIT];
        Arrays.fill(body, (byte) ' ');

        Answer answer =
                Api.exchange(
                        partner.request(
                                        "POST",
                                        "/v2/models/" + model + "/infer",
                                        body,
                                        "Content-Type",
                                        "application/json")
                                .expectContinue(true)
                                .build());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("error").asText()).contains(Integer.toString(LIMIT));
    }

    @Test
    void bodyOverTheLimit_isRefusedAlsoWhenItDoesNotSayItsLength() {
        byte[] body = new byte[LIMIT + 2048];
        Arrays.fill(body, (byte) ' ');

        Answer answer =
                Api.exchange(
                        partner.request(
                                        "POST",
                                        "/v2/models/" + model + "/infer",
                                        null,
                                        "Content-Type",
                                        "application/json")
                                .method(
                                        "POST",
                                        HttpRequest.BodyPublishers.ofInputStream(
                                                () -> new java.io.ByteArrayInputStream(body)))
                                .build());

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void wrongMediaType_is415() {
        Answer answer =
                partner.send(
                        "POST",
                        "/v2/models/" + model + "/infer",
                        "x=1".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void unknownModel_andModelOfNoContract_areTheSameToAPartner() {
        String notEntitled = Scene.model(SavedModels.halfPlusTwo());

        Answer unknown = partner.infer("no-such-model", Bodies.x(1));
        Answer foreign = partner.infer(notEntitled, Bodies.x(1));

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(unknown.json().get("error").asText().replace("no-such-model", "M"))
                .isEqualTo(foreign.json().get("error").asText().replace(notEntitled, "M"));
    }

    @Test
    void unknownVersion_is404() {
        Answer answer = partner.post("/v2/models/" + model + "/versions/77/infer", Bodies.x(1));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
    }

    @Test
    void usedUpQuota_is429WithTheTimeToWait_overTokenAndKeyTogether() {
        String small = Scene.plan(1_000, 3);
        String limited = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(limited).onPlan(small));
        Api byKey = Api.with(Scene.key("acme"));
        Api byToken = Api.machine();

        byKey.infer(limited, Bodies.x(1)).expect(200);
        byToken.infer(limited, Bodies.x(1)).expect(200);
        Answer last = byKey.infer(limited, Bodies.x(1)).expect(200);
        Answer over = byToken.infer(limited, Bodies.x(1));

        assertThat(last.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(over.status()).as(over.toString()).isEqualTo(429);
        assertThat(Long.parseLong(over.header("Retry-After"))).isBetween(1L, 86_400L);
        assertThat(over.json().get("error").asText()).contains("3");
        assertThat(byKey.infer(limited, Bodies.x(1)).status()).isEqualTo(429);
    }

    @Test
    void faultyRequest_costsNoQuota() {
        String small = Scene.plan(1_000, 2);
        String limited = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(limited).onPlan(small));
        Api caller = Api.with(Scene.key("acme"));

        for (int i = 0; i < 5; i++) {
            caller.infer(limited, "{\"inputs\":[]}").expect(400);
        }

        caller.infer(limited, Bodies.x(1)).expect(200);
        caller.infer(limited, Bodies.x(1)).expect(200);
        caller.infer(limited, Bodies.x(1)).expect(429);
    }

    @Test
    void tooManyCallsInASecond_are429_andPassAfterTheToldTime() {
        String slow = Scene.plan(2, 1_000_000);
        String limited = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(limited).onPlan(slow));
        Api caller = Api.with(Scene.key("acme"));

        List<Answer> burst =
                Stream.generate(() -> caller.infer(limited, Bodies.x(1))).limit(12).toList();

        List<Answer> refused = burst.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(burst.get(0).status()).isEqualTo(200);
        assertThat(refused).isNotEmpty();
        assertThat(refused)
                .allSatisfy(
                        answer ->
                                assertThat(Long.parseLong(answer.header("Retry-After")))
                                        .isBetween(1L, 2L));
        Await.status(Duration.ofSeconds(3), 200, () -> caller.infer(limited, Bodies.x(1)));
    }

    @Test
    void purpose_mustBeNamedWhenTheContractHasSeveral_andBeOneOfThem() {
        String several = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(several).forPurposes("credit-decision", "quality"));
        Api caller = Api.with(Scene.key("acme"));

        Answer missing = caller.infer(several, Bodies.x(1));
        Answer wrong = caller.infer(several, Bodies.x(1), "Vouchsafe-Purpose", "marketing");
        Answer right = caller.infer(several, Bodies.x(1), "Vouchsafe-Purpose", "quality");

        assertThat(missing.status()).as(missing.toString()).isEqualTo(400);
        assertThat(missing.json().get("error").asText()).contains("credit-decision", "quality");
        assertThat(wrong.status()).as(wrong.toString()).isEqualTo(403);
        assertThat(wrong.json().get("error").asText()).contains("marketing");
        assertThat(right.status()).isEqualTo(200);
        assertThat(
                        Receipts.entry(caller, right.header("Vouchsafe-Receipt"))
                                .get("purpose")
                                .asText())
                .isEqualTo("quality");
    }

    @Test
    void suspendedContract_stopsCallsWithinASecond_andReinstatedAllowsThem() {
        String held = Scene.model(SavedModels.halfPlusTwo());
        String contract = Scene.contract(Terms.of(held));
        Api caller = Api.with(Scene.key("acme"));
        caller.infer(held, Bodies.x(1)).expect(200);

        Scene.move("admin", contract, "suspend").expect(200);

        Answer refused = Await.status(A_SECOND, 403, () -> caller.infer(held, Bodies.x(1)));
        assertThat(refused.json().get("error").asText()).contains(contract);
        Scene.move("admin", contract, "reinstate").expect(200);
        Await.status(A_SECOND, 200, () -> caller.infer(held, Bodies.x(1)));
    }

    @Test
    void terminatedContract_endsCalls() {
        String held = Scene.model(SavedModels.halfPlusTwo());
        String contract = Scene.contract(Terms.of(held));
        Api caller = Api.with(Scene.key("acme"));
        caller.infer(held, Bodies.x(1)).expect(200);

        Scene.move("acme", contract, "terminate").expect(200);

        Await.until(
                A_SECOND,
                () -> caller.infer(held, Bodies.x(1)).status(),
                status -> status == 403 || status == 404);
    }

    @Test
    void expiredContract_isRefusedWithItsReason() {
        String held = Scene.model(SavedModels.halfPlusTwo());
        Instant end =
                Instant.now().plusSeconds(3).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        Scene.contract(Terms.of(held).until(end));
        Api caller = Api.with(Scene.key("acme"));
        caller.infer(held, Bodies.x(1)).expect(200);

        Answer refused =
                Await.status(Duration.ofSeconds(5), 403, () -> caller.infer(held, Bodies.x(1)));

        assertThat(Instant.now()).isAfterOrEqualTo(end);
        assertThat(
                        Receipts.entry(caller, refused.header("Vouchsafe-Receipt"))
                                .get("reason")
                                .asText())
                .isEqualTo("CONTRACT_EXPIRED");
    }

    @Test
    void revokedKey_opensNothingAfterASecond() {
        JsonNode made = Scene.newKey("acme", Map.of("name", Scene.unique("it-key")));
        Api caller = Api.with(made.get("key").asText());
        caller.infer(model, Bodies.x(1)).expect(200);

        Api.as("acme").delete("/api/credentials/" + made.get("id").asText()).expect(204);

        Await.status(A_SECOND, 401, () -> caller.infer(model, Bodies.x(1)));
    }

    @Test
    void keyForOtherModels_opensNoMoreThanItSays() {
        JsonNode made =
                Scene.newKey(
                        "acme",
                        Map.of("name", Scene.unique("it-key"), "models", List.of("another-model")));

        Answer answer = Api.with(made.get("key").asText()).infer(model, Bodies.x(1));

        assertThat(answer.status()).as(answer.toString()).isIn(403, 404);
    }

    @Test
    void keyWithoutTheScope_managesNothing() {
        Answer answer = partner.get("/api/contracts");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("scope-missing");
    }

    @Test
    void refusal_isInTheLogWithItsReason() {
        Answer refused = partner.infer(model, Bodies.x(1), "Vouchsafe-Purpose", "marketing");

        String receipt = refused.header("Vouchsafe-Receipt");
        if (receipt.isEmpty()) { // counted into the next entry of the same second
            receipt =
                    Await.until(
                                    Duration.ofSeconds(5),
                                    () ->
                                            partner.infer(
                                                    model,
                                                    Bodies.x(1),
                                                    "Vouchsafe-Purpose",
                                                    "marketing"),
                                    answer -> !answer.header("Vouchsafe-Receipt").isEmpty())
                            .header("Vouchsafe-Receipt");
        }
        JsonNode entry = Receipts.entry(partner, receipt);
        assertThat(entry.get("decision").asText()).isEqualTo("REFUSE");
        assertThat(entry.get("reason").asText()).isEqualTo("PURPOSE_NOT_ALLOWED");
        assertThat(entry.path("output").asText("")).isEmpty();
    }
}
