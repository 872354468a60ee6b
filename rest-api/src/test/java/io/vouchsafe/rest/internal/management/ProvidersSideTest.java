package io.vouchsafe.rest.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.EntryDetail;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.audit.LogState;
import io.vouchsafe.audit.Verification;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.privacy.Policies;
import io.vouchsafe.privacy.PolicyDocument;
import io.vouchsafe.privacy.PolicyDraft;
import io.vouchsafe.privacy.PolicyRule;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.RecordedFace;
import io.vouchsafe.training.Training;
import io.vouchsafe.training.TrainingJob;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies, audit and training; the scope that keys need. */
class ProvidersSideTest {
    private static final ReceiptId RECEIPT = ReceiptId.fresh();
    private static final EntrySummary ENTRY =
            new EntrySummary(
                    7,
                    RECEIPT,
                    "prediction",
                    Samples.NOON,
                    Decision.ALLOW,
                    null,
                    "acme",
                    "C-1@1",
                    "half@124",
                    "key:k3V9aQ0ZtL2m",
                    "credit-decision",
                    2,
                    new BigDecimal("0.0010"),
                    "EUR",
                    true);

    private final RecordedFace<Policies> policies = new RecordedFace<>(Policies.class);
    private final RecordedFace<AuditTrail> trail = new RecordedFace<>(AuditTrail.class);
    private final RecordedFace<Training> training = new RecordedFace<>(Training.class);
    private final Api api =
            new Api(
                    new PoliciesResource(policies.face(), Callers.always(Callers.OWNER)),
                    new AuditResource(trail.face(), Callers.always(Callers.OWNER)),
                    new TrainingResource(training.face(), Callers.always(Callers.OWNER)));

    private static PolicyDocument policy() {
        return new PolicyDocument(
                PolicyRef.parse("demo-masking@2"),
                "demo-masking",
                null,
                List.of(new PolicyRule("note", null, "EMAIL_ADDRESS", "redact", Map.of())),
                "approver",
                Samples.NOON);
    }

    private static TrainingJob job() {
        return new TrainingJob(
                "j1",
                "credit-risk",
                new ModelName("credit-risk"),
                42,
                TrainingJob.State.RUNNING,
                0.25,
                "epoch 10 of 40",
                null,
                Map.of("loss", 0.5, "accuracy", Double.NaN),
                null,
                Samples.NOON);
    }

    @Test
    void aPolicy_isPublished() {
        policies.answer("publish", Outcome.done(policy()));

        Api.Answer made =
                api.post("/api/policies")
                        .json(
                                """
                                {"name":"demo-masking","description":"d","rules":[
                                  {"input":"note","entity":"EMAIL_ADDRESS","operator":"redact"},
                                  {"input":"iban","operator":"mask","parameters":{"keep_last":"4"}},
                                  {"output":"score","operator":"hide"}]}""")
                        .send();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/policies/demo-masking");
        assertThat(made.json().get("revision").asInt()).isEqualTo(2);
        assertThat(policies.only("publish").get(1))
                .isEqualTo(
                        new PolicyDraft(
                                "demo-masking",
                                "d",
                                List.of(
                                        new PolicyRule(
                                                "note", null, "EMAIL_ADDRESS", "redact", Map.of()),
                                        new PolicyRule(
                                                "iban",
                                                null,
                                                null,
                                                "mask",
                                                Map.of("keep_last", "4")),
                                        new PolicyRule(null, "score", null, "hide", Map.of()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                              | /rules/0/operator  | no operator",
                "{\"operator\":\"drop\"}                         | /rules/0           | neither input nor output",
                "{\"operator\":\"drop\",\"input\":\"a\",\"output\":\"b\"} | /rules/0  | both",
                "{\"operator\":\"drop\",\"inputs\":\"a\"}        | /rules/0/inputs    | a slip",
                "{\"operator\":\"mask\",\"input\":\"a\",\"parameters\":{\"keep_last\":4}} | /rules/0/parameters/keep_last | a number",
                "7                                               | /rules/0           | no rule"
            })
    void aRuleAtFault_is400_andNamed(String rule, String pointer, String reason) {
        Api.Answer answer =
                api.post("/api/policies").json("{\"name\":\"p\",\"rules\":[" + rule + "]}").send();

        assertThat(answer.status()).as(reason).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(policies.calls()).isEmpty();
    }

    @Test
    void policies_areListedAndShown() {
        policies.answer("list", new Page<>(List.of(policy()), null))
                .answer("find", Outcome.done(policy()));

        assertThat(api.get("/api/policies").send().json().at("/items/0/id").asText())
                .isEqualTo("demo-masking");
        assertThat(
                        api.get("/api/policies/demo-masking")
                                .send()
                                .json()
                                .at("/rules/0/entity")
                                .asText())
                .isEqualTo("EMAIL_ADDRESS");
    }

    @Test
    void aSearch_passesEveryCondition() {
        trail.answer("search", new Page<>(List.of(ENTRY), "next-1"));

        Api.Answer answer =
                api.get(
                                "/api/audit/entries?from=2026-11-01&to=2026-11-23T12:00:00Z&partner=acme"
                                        + "&contract=C-1&model=half@124&subject=p-77&decision=allow&q=abc"
                                        + "&type=prediction&after=cur&limit=200")
                        .send();

        assertThat(trail.only("search"))
                .containsExactly(
                        Callers.OWNER,
                        new EntryQuery(
                                Instant.parse("2026-11-01T00:00:00Z"),
                                Samples.NOON,
                                new PartnerId("acme"),
                                new ContractId("C-1"),
                                "half@124",
                                "p-77",
                                Decision.ALLOW,
                                "prediction",
                                "abc",
                                "cur",
                                200));
        JsonNode entry = answer.json().at("/items/0");
        assertThat(answer.json().get("next").asText()).isEqualTo("next-1");
        assertThat(entry.get("index").asLong()).isEqualTo(7);
        assertThat(entry.get("receipt").asText()).isEqualTo(RECEIPT.toString());
        assertThat(entry.get("type").asText()).isEqualTo("prediction");
        assertThat(entry.get("decision").asText()).isEqualTo("ALLOW");
        assertThat(entry.get("time").asText()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(entry.get("price").asText()).isEqualTo("0.0010");
    }

    @Test
    void aSearchWithoutCondition_isForTheNewestFifty() {
        trail.answer("search", new Page<>(List.of(), null));

        api.get("/api/audit/entries?partner=&q=").send();

        assertThat(trail.only("search").get(1)).isEqualTo(EntryQuery.newest(50));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=x",
                "to=2026-13-01",
                "partner=ACME!",
                "contract=-",
                "decision=MAYBE",
                "limit=0",
                "limit=201",
                "limit=x"
            })
    void aConditionAtFault_is400_andNamed(String query) {
        Api.Answer answer = api.get("/api/audit/entries?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("parameter").asText())
                .isEqualTo(query.substring(0, query.indexOf('=')));
        assertThat(trail.calls()).isEmpty();
    }

    @Test
    void anOverlongCondition_is400() {
        assertThat(api.get("/api/audit/entries?q=" + "a".repeat(201)).send().status())
                .isEqualTo(400);
    }

    @Test
    void anEntry_isShownWhole() {
        trail.answer(
                "entry", Optional.of(new EntryDetail(ENTRY, "{\"v\":1}", "{\"method\":\"x\"}")));

        Api.Answer answer = api.get("/api/audit/entries/" + RECEIPT).send();

        assertThat(answer.text())
                .contains("\"entry\":{\"v\":1}")
                .contains("\"explanation\":{\"method\":\"x\"}");
        assertThat(answer.json().at("/summary/index").asLong()).isEqualTo(7);
    }

    @Test
    void anEntryWithoutExplanation_saysNull() {
        trail.answer("entry", Optional.of(new EntryDetail(ENTRY, "{}", null)));

        assertThat(
                        api.get("/api/audit/entries/" + RECEIPT)
                                .send()
                                .json()
                                .get("explanation")
                                .isNull())
                .isTrue();
    }

    @Test
    void anUnknownEntry_is404() {
        trail.answer("entry", Optional.empty()).answer("verify", Optional.empty());

        assertThat(api.get("/api/audit/entries/" + RECEIPT).send().status()).isEqualTo(404);
        assertThat(api.get("/api/audit/entries/" + RECEIPT + "/verification").send().status())
                .isEqualTo(404);
        assertThat(api.get("/api/audit/entries/x").send().status()).isEqualTo(404);
    }

    @Test
    void averification_namesEachCheck() {
        trail.answer(
                "verify",
                Optional.of(
                        new Verification(
                                false,
                                7,
                                8,
                                "example.org/log",
                                List.of(
                                        new Verification.Check("body", true, ""),
                                        new Verification.Check("entry", false, "expected a")))));

        JsonNode found = api.get("/api/audit/entries/" + RECEIPT + "/verification").send().json();

        assertThat(found.get("sound").asBoolean()).isFalse();
        assertThat(found.at("/checks/1/name").asText()).isEqualTo("entry");
        assertThat(found.at("/checks/1/passed").asBoolean()).isFalse();
    }

    @Test
    void theLogsState_isShown() {
        trail.answer("state", new LogState("example.org/log", 8, 7, null, null, true));

        JsonNode state = api.get("/api/audit/state").send().json();

        assertThat(state.get("size").asLong()).isEqualTo(8);
        assertThat(state.get("root").isNull()).isTrue();
        assertThat(state.get("writable").asBoolean()).isTrue();
    }

    @Test
    void aTrainingJob_is202_withItsPlace() {
        training.answer("start", Outcome.done(job()));

        Api.Answer answer =
                api.post("/api/training/jobs")
                        .json("{\"recipe\":\"credit-risk\",\"model\":\"credit-risk\",\"seed\":42}")
                        .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/api/training/jobs/j1");
        assertThat(training.only("start"))
                .containsExactly(Callers.OWNER, "credit-risk", new ModelName("credit-risk"), 42L);
        assertThat(answer.json().get("state").asText()).isEqualTo("RUNNING");
        assertThat(answer.json().at("/metrics/accuracy").asText()).isEqualTo("NaN");
    }

    @Test
    void aJobWithoutSeed_is400_forNoSeedIsInvented() {
        Api.Answer answer =
                api.post("/api/training/jobs")
                        .json("{\"recipe\":\"credit-risk\",\"model\":\"m\"}")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/seed");
    }

    @Test
    void jobs_areListedAndShown() {
        training.answer("jobs", new Page<>(List.of(job()), null))
                .answer("job", Outcome.done(job()));

        assertThat(api.get("/api/training/jobs").send().json().get("items")).hasSize(1);
        assertThat(api.get("/api/training/jobs/j1").send().json().get("seed").asLong())
                .isEqualTo(42);
    }

    @Test
    void aKeyWithoutScopeManage_staysOutside() {
        trail.answer("state", new LogState("o", 0, 0, null, null, true));
        Caller manager =
                new Caller(
                        "key:a1b2c3d4",
                        Caller.Kind.API_KEY,
                        new PartnerId("acme"),
                        Set.of(),
                        Set.of("infer", "manage"),
                        Set.of());

        Api.Answer outside = stateAs(Callers.ACME);
        Api.Answer inside = stateAs(manager);
        Api.Answer person = stateAs(Callers.OWNER);

        assertThat(outside.status()).isEqualTo(403);
        assertThat(outside.json().get("type").asText()).endsWith("/scope-missing");
        assertThat(inside.status()).isEqualTo(200);
        assertThat(person.status()).isEqualTo(200);
    }

    private Api.Answer stateAs(Caller caller) {
        return new Api(new AuditResource(trail.face(), Callers.always(caller)))
                .with(new ManageScope(Callers.always(caller)))
                .get("/api/audit/state")
                .send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/invoices",
                "/api/reports",
                "/api/webhooks",
                "/api/reviews",
                "/api/jobs",
                "/api/feedback",
                "/api/monitors"
            })
    void whatNoModuleOffersYet_is404(String path) {
        assertThat(api.get(path).send().status()).isEqualTo(404);
    }
}
