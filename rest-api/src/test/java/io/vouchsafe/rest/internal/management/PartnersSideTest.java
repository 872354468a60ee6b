package io.vouchsafe.rest.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.partners.DailyUse;
import io.vouchsafe.partners.Integrations;
import io.vouchsafe.partners.IssuedCredential;
import io.vouchsafe.partners.Metering;
import io.vouchsafe.partners.NewContract;
import io.vouchsafe.partners.NewCredential;
import io.vouchsafe.partners.NewPartner;
import io.vouchsafe.partners.NewPlan;
import io.vouchsafe.partners.PartnerView;
import io.vouchsafe.partners.QuotaUse;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.RecordedFace;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Partners, plans, contracts, credentials and usage. */
class PartnersSideTest {
    private final RecordedFace<Contracts> contracts = new RecordedFace<>(Contracts.class);
    private final RecordedFace<Integrations> integrations = new RecordedFace<>(Integrations.class);
    private final RecordedFace<Metering> metering = new RecordedFace<>(Metering.class);
    private final Api api =
            new Api(
                    new PartnersResource(contracts.face(), Callers.always(Callers.OWNER)),
                    new PlansResource(contracts.face(), Callers.always(Callers.OWNER)),
                    new ContractsResource(contracts.face(), Callers.always(Callers.OWNER)),
                    new CredentialsResource(integrations.face(), Callers.always(Callers.ACME)),
                    new UsageResource(metering.face(), Callers.always(Callers.ACME)));

    private static CredentialView credential() {
        return new CredentialView(
                new CredentialId("k3V9aQ0ZtL2m"),
                "ci",
                new PartnerId("acme"),
                Set.of("manage", "infer"),
                Set.of(new ModelName("half")),
                "x7Qz",
                "acme-admin",
                Samples.NOON,
                Samples.NOON.plusSeconds(60),
                null);
    }

    @Test
    void aPartner_isMadeAndShown() {
        PartnerView acme = new PartnerView(new PartnerId("acme"), "ACME", "DE", Samples.NOON);
        contracts
                .answer("createPartner", Outcome.done(acme))
                .answer("partner", Outcome.done(acme))
                .answer("partners", new Page<>(List.of(acme), null));

        Api.Answer made =
                api.post("/api/partners").json("{\"name\":\"ACME\",\"country\":\"DE\"}").send();
        JsonNode one = api.get("/api/partners/acme").send().json();
        JsonNode all = api.get("/api/partners").send().json();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/partners/acme");
        assertThat(contracts.calls().get(0).arguments())
                .containsExactly(Callers.OWNER, new NewPartner("ACME", null, "DE"));
        assertThat(one.get("id").asText()).isEqualTo("acme");
        assertThat(all.get("items")).hasSize(1);
    }

    @Test
    void aPlan_isPublished_withItsPriceExact() {
        contracts.answer("publishPlan", Outcome.done(Samples.plan()));

        Api.Answer made =
                api.post("/api/plans")
                        .json(
                                """
                                {"name":"demo","currency":"EUR","pricePerCall":"0.0010",
                                 "requestsPerSecond":100,"callsPerDay":100000}""")
                        .send();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/plans/demo");
        assertThat(contracts.only("publishPlan").get(1))
                .isEqualTo(new NewPlan("demo", Money.of("0.0010", "EUR"), 100, 100_000));
        assertThat(made.text())
                .isEqualTo(
                        "{\"id\":\"demo\",\"revision\":2,\"name\":\"Demo\",\"currency\":\"EUR\","
                                + "\"pricePerCall\":\"0.0010\",\"requestsPerSecond\":100,\"callsPerDay\":100000}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0010, /pricePerCall, a number for a price",
        "'\"free\"', /pricePerCall, no amount",
        "'\"0.001\",\"requestsPerSecond\":\"9\"', /requestsPerSecond, a text for a number"
    })
    void aPlanAtFault_is400(String price, String pointer, String reason) {
        Api.Answer answer =
                api.post("/api/plans")
                        .json(
                                "{\"name\":\"demo\",\"currency\":\"EUR\",\"pricePerCall\":"
                                        + price
                                        + "}")
                        .send();

        assertThat(answer.status()).as(reason).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(contracts.calls()).isEmpty();
    }

    @Test
    void aContract_isMade_asTheDesignWritesIt() {
        contracts.answer("create", Outcome.done(Samples.contract(ContractState.DRAFT)));

        Api.Answer made =
                api.post("/api/contracts")
                        .json(
                                """
                                {"partner":"acme","plan":"demo","models":["half","credit-risk"],
                                 "purposes":["credit-decision"],"maskingPolicy":null,
                                 "validFrom":"2026-11-23T12:00:00Z","validTo":"2027-11-23",
                                 "hiddenOutputs":{"half":["z","a"]}}""")
                        .send();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/contracts/C-2026-0117");
        assertThat(contracts.only("create").get(1))
                .isEqualTo(
                        new NewContract(
                                new PartnerId("acme"),
                                new PlanId("demo"),
                                Set.of(new ModelName("half"), new ModelName("credit-risk")),
                                Set.of(new Purpose("credit-decision")),
                                null,
                                Map.of(new ModelName("half"), Set.of("z", "a")),
                                Samples.NOON,
                                Instant.parse("2027-11-23T00:00:00Z")));
        JsonNode contract = made.json();
        assertThat(contract.get("id").asText()).isEqualTo("C-2026-0117");
        assertThat(contract.get("revision").asInt()).isEqualTo(3);
        assertThat(contract.get("state").asText()).isEqualTo("DRAFT");
        assertThat(contract.at("/terms/pricePerCall").asText()).isEqualTo("0.0010");
        assertThat(contract.at("/models/0").asText()).isEqualTo("credit-risk");
        assertThat(contract.at("/hiddenOutputs/half/0").asText()).isEqualTo("a");
        assertThat(contract.get("maskingPolicy").asText())
                .isEqualTo(new PolicyId("demo-masking").value());
        assertThat(contract.get("validTo").isNull()).isTrue();
    }

    @Test
    void aContractWithHalfItsMembers_isToldOfAllTheOthers() {
        Api.Answer answer = api.post("/api/contracts").json("{\"partner\":\"acme\"}").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors"))
                .extracting(error -> error.get("pointer").asText())
                .containsExactly("/plan", "/models", "/purposes", "/validFrom");
    }

    @ParameterizedTest
    @EnumSource(ContractStep.class)
    void everyStep_movesTheContract(ContractStep step) {
        contracts.answer("move", Outcome.done(Samples.contract(ContractState.ACTIVE)));
        String name = step.name().toLowerCase(java.util.Locale.ROOT);

        Api.Answer answer =
                api.post("/api/contracts/C-2026-0117/" + name).json("{\"comment\":\"go\"}").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("state").asText()).isEqualTo("ACTIVE");
        assertThat(contracts.only("move"))
                .containsExactly(Callers.OWNER, new ContractId("C-2026-0117"), step, "go");
    }

    @Test
    void aStepInTheWrongOrder_is409() {
        contracts.answer(
                "move",
                Outcome.declined(Outcome.Kind.CONFLICT, "contract-state", "It is a DRAFT."));

        Api.Answer answer = api.post("/api/contracts/C-1/countersign").send();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("type").asText()).endsWith("/contract-state");
    }

    @Test
    void contracts_areListedAndShown_asJsonOnly() {
        contracts
                .answer(
                        "contracts",
                        new Page<>(List.of(Samples.contract(ContractState.ACTIVE)), null))
                .answer("contract", Outcome.done(Samples.contract(ContractState.ACTIVE)));

        assertThat(api.get("/api/contracts").send().json().get("items")).hasSize(1);
        assertThat(api.get("/api/contracts/C-1").send().status()).isEqualTo(200);
        assertThat(api.get("/api/contracts/C-1").accept("application/pdf").send().status())
                .isEqualTo(406);
    }

    @Test
    void aNewKey_isShownOnce_andNotStored() {
        integrations.answer(
                "create",
                Outcome.done(new IssuedCredential(credential(), "vs_k3V9aQ0ZtL2m_secret")));

        Api.Answer made =
                api.post("/api/credentials")
                        .json(
                                """
                                {"name":"ci","scopes":["infer","manage"],"models":["half"],
                                 "expiresAt":"2027-01-01T00:00:00Z"}""")
                        .send();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/credentials/k3V9aQ0ZtL2m");
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(made.json().get("id").asText()).isEqualTo("k3V9aQ0ZtL2m");
        assertThat(made.json().get("key").asText()).isEqualTo("vs_k3V9aQ0ZtL2m_secret");
        assertThat(integrations.only("create").get(1))
                .isEqualTo(
                        new NewCredential(
                                "ci",
                                Set.of("infer", "manage"),
                                Set.of(new ModelName("half")),
                                Instant.parse("2027-01-01T00:00:00Z"),
                                null));
    }

    @Test
    void aKeyWithItsNameAlone_leavesTheRestToTheModule() {
        integrations.answer("create", Outcome.done(new IssuedCredential(credential(), "vs_a_b")));

        api.post("/api/credentials").json("{\"name\":\"ci\"}").send();

        assertThat(integrations.only("create").get(1))
                .isEqualTo(new NewCredential("ci", Set.of(), Set.of(), null, null));
    }

    @Test
    void keysInAList_haveNoSecretMember() {
        integrations.answer("credentials", new Page<>(List.of(credential()), null));

        JsonNode key = api.get("/api/credentials").send().json().at("/items/0");

        assertThat(key.has("key")).isFalse();
        assertThat(key.get("tail").asText()).isEqualTo("x7Qz");
        assertThat(key.at("/scopes/0").asText()).isEqualTo("infer");
        assertThat(CredentialJson.of(new IssuedCredential(credential(), "vs_a_b")).toString())
                .doesNotContain("vs_a_b");
    }

    @Test
    void aRevokedKey_is204() {
        integrations.answer("revoke", Outcome.done(credential()));

        Api.Answer answer = api.delete("/api/credentials/k3V9aQ0ZtL2m").send();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
        assertThat(integrations.only("revoke"))
                .containsExactly(Callers.ACME, new CredentialId("k3V9aQ0ZtL2m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "with-dash-in-it", "k3V9aQ0ZtL2m/x"})
    void aKeyThatCannotExist_is404(String id) {
        assertThat(api.delete("/api/credentials/" + id).send().status()).isEqualTo(404);
        assertThat(integrations.calls()).isEmpty();
    }

    @Test
    void usageToday_isALinePerContract() {
        metering.answer("today", List.of(new QuotaUse(new ContractId("C-1"), 5, 2, 1, 100)));

        Api.Answer answer = api.get("/api/usage").send();

        assertThat(answer.text())
                .isEqualTo(
                        "{\"items\":[{\"contract\":\"C-1\",\"answered\":5,\"refused\":2,\"faults\":1,"
                                + "\"quota\":100}],\"next\":null}");
    }

    @Test
    void usageOfAContract_isALinePerDay() {
        LocalDate day = LocalDate.parse("2026-11-23");
        metering.answer("daily", List.of(new DailyUse(day, 5, 2, 1, Money.of("0.0050", "EUR"))));

        Api.Answer answer = api.get("/api/usage?contract=C-1&from=2026-11-01&to=2026-11-23").send();

        assertThat(answer.json().at("/items/0/day").asText()).isEqualTo("2026-11-23");
        assertThat(answer.json().at("/items/0/cost").asText()).isEqualTo("0.0050");
        assertThat(answer.json().at("/items/0/currency").asText()).isEqualTo("EUR");
        assertThat(metering.only("daily"))
                .containsExactly(
                        Callers.ACME, new ContractId("C-1"), LocalDate.parse("2026-11-01"), day);
    }

    @Test
    void usageWithoutSpan_isOfThirtyDays() {
        metering.answer("daily", List.of());

        api.get("/api/usage?contract=C-1&to=2026-11-30").send();

        assertThat(metering.only("daily").get(2)).isEqualTo(LocalDate.parse("2026-11-01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-11-01",
                "contract=C-1&from=yesterday",
                "contract=C-1&from=2026-11-02&to=2026-11-01",
                "contract=C-1&from=2020-01-01&to=2026-01-01"
            })
    void aSpanAtFault_is400(String query) {
        assertThat(api.get("/api/usage?" + query).send().status()).isEqualTo(400);
        assertThat(metering.calls()).isEmpty();
    }
}
