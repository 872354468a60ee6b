package io.vouchsafe.partners.internal.contract;

import static io.vouchsafe.partners.internal.contract.ContractsFixture.CREDIT;
import static io.vouchsafe.partners.internal.contract.ContractsFixture.DECISION;
import static io.vouchsafe.partners.internal.contract.ContractsFixture.draft;
import static io.vouchsafe.partners.internal.testing.Callers.ACME;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_DEVELOPER;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_WITH_PROVIDERS_ROLE;
import static io.vouchsafe.partners.internal.testing.Callers.ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.AUDITOR;
import static io.vouchsafe.partners.internal.testing.Callers.OTHER;
import static io.vouchsafe.partners.internal.testing.Callers.OTHER_ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.partners.Admission;
import io.vouchsafe.partners.AdmissionRequest;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.NewContract;
import io.vouchsafe.partners.NewPartner;
import io.vouchsafe.partners.NewPlan;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContractsBeanTest {
    private final ContractsFixture fixture = new ContractsFixture();

    @Test
    void contractFromDraftToActive_isAdmittedWithEachStepRecorded() {
        fixture.partner("Acme");
        fixture.plan("Demo", 100, 100_000);
        ContractView draft = fixture.create(draft(ACME));
        assertThat(admit()).isInstanceOf(Admission.Refused.class);

        ContractView active = fixture.activate(draft);

        assertThat(active.ref()).hasToString("C-2026-0001@1");
        assertThat(active.state()).isEqualTo(ContractState.ACTIVE);
        assertThat(active.history())
                .extracting(ContractView.Step::state, ContractView.Step::by)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ContractState.DRAFT, "anna"),
                        org.assertj.core.groups.Tuple.tuple(ContractState.OFFERED, "anna"),
                        org.assertj.core.groups.Tuple.tuple(ContractState.SIGNED, "ada"),
                        org.assertj.core.groups.Tuple.tuple(ContractState.ACTIVE, "anna"));
        assertThat(fixture.audit.types())
                .containsExactly(
                        "partner.created",
                        "plan.published",
                        "contract.created",
                        "contract.offered",
                        "contract.signed",
                        "contract.activated");
        assertThat(admit())
                .isInstanceOfSatisfying(
                        Admission.Granted.class,
                        granted -> {
                            assertThat(granted.grant().contract()).isEqualTo(active.ref());
                            assertThat(granted.grant().plan()).hasToString("demo@1");
                            assertThat(granted.grant().hiddenOutputs())
                                    .containsExactly("internal_score");
                            assertThat(granted.grant().unitPrice())
                                    .isEqualTo(Money.of("0.0010", "EUR"));
                        });
    }

    @Test
    void suspending_refusesTheNextCallAndReinstatingAdmitsAgain() {
        ContractId id = fixture.active().ref().id();

        fixture.move(ADMIN, id, ContractStep.SUSPEND);

        assertThat(admit())
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        no -> assertThat(no.reason()).isEqualTo(Reason.CONTRACT_NOT_ACTIVE));
        fixture.move(ADMIN, id, ContractStep.REINSTATE);
        assertThat(admit()).isInstanceOf(Admission.Granted.class);
        fixture.move(ACME_ADMIN, id, ContractStep.TERMINATE);
        assertThat(admit()).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void viewReadBack_isTheViewThatWasCreated() {
        fixture.partner("Acme");
        fixture.plan("Demo", 100, 100_000);

        ContractView created = fixture.create(draft(ACME));

        ContractView read = fixture.done(bean -> bean.contract(ADMIN, created.ref().id()));
        assertThat(read).isEqualTo(created);
        assertThat(created.hiddenOutputs()).isEqualTo(Map.of(CREDIT, Set.of("internal_score")));
        assertThat(created.purposes()).containsExactly(DECISION);
        assertThat(created.maskingPolicy()).hasToString("demo-masking");
    }

    static Stream<Arguments> wrongContracts() {
        Set<ModelName> models = Set.of(CREDIT);
        Set<Purpose> purposes = Set.of(DECISION);
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        PlanId demo = new PlanId("demo");
        return Stream.of(
                Arguments.of(
                        "a partner nobody created",
                        "partner",
                        contract(new PartnerId("nobody"), demo, models, purposes, from, null)),
                Arguments.of(
                        "a plan nobody published",
                        "plan",
                        contract(ACME, new PlanId("gold"), models, purposes, from, null)),
                Arguments.of(
                        "no model", "models", contract(ACME, demo, Set.of(), purposes, from, null)),
                Arguments.of(
                        "more models than a contract can show",
                        "models",
                        contract(ACME, demo, manyModels(501), purposes, from, null)),
                Arguments.of(
                        "no purpose",
                        "purposes",
                        contract(ACME, demo, models, Set.of(), from, null)),
                Arguments.of(
                        "an end before the start",
                        "validTo",
                        contract(ACME, demo, models, purposes, from, from.minusSeconds(1))),
                Arguments.of(
                        "an end at the start",
                        "validTo",
                        contract(ACME, demo, models, purposes, from, from)),
                Arguments.of(
                        "hidden outputs of a model outside the contract",
                        "hiddenOutputs",
                        hiding(Map.of(new ModelName("other"), Set.of("a")))),
                Arguments.of(
                        "a model whose hidden outputs are none",
                        "hiddenOutputs",
                        hiding(Map.of(CREDIT, Set.of()))),
                Arguments.of(
                        "a hidden output without a name",
                        "hiddenOutputs",
                        hiding(Map.of(CREDIT, Set.of("")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongContracts")
    void wrongContract_isInvalidAndNamesTheField(
            String reason, String field, NewContract contract) {
        fixture.partner("Acme");
        fixture.plan("Demo", 100, 100_000);

        Outcome.Declined<ContractView> declined =
                fixture.declined(bean -> bean.create(ADMIN, contract));

        assertThat(declined.kind()).isEqualTo(Outcome.Kind.INVALID);
        assertThat(declined.detail()).contains("'" + field + "'");
        assertThat(fixture.call(bean -> bean.contracts(ADMIN)).items()).isEmpty();
        assertThat(fixture.audit.types()).doesNotContain("contract.created");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource("names")
    void partnerId_isTheNameLowerCasedWithDashes(String name, String id) {
        assertThat(fixture.partner(name)).hasToString(id);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("Acme", "acme"),
                Arguments.of("Acme Bank & Söhne AG", "acme-bank-s-hne-ag"),
                Arguments.of("  --- 42 ---  ", "42"),
                Arguments.of("a".repeat(200), "a".repeat(63)),
                Arguments.of("ab".repeat(31) + "!c", "ab".repeat(31)));
    }

    static Stream<Arguments> wrongPartners() {
        return Stream.of(
                Arguments.of("an empty name", "name", new NewPartner("", null, null)),
                Arguments.of("a blank name", "name", new NewPartner("  ", null, null)),
                Arguments.of("a long name", "name", new NewPartner("a".repeat(201), null, null)),
                Arguments.of("a name that gives no id", "name", new NewPartner("阿克米", null, null)),
                Arguments.of("an id that is none", "id", new NewPartner("Acme", "ACME!", null)),
                Arguments.of("an unknown country", "country", new NewPartner("Acme", null, "XX")),
                Arguments.of(
                        "a country in words", "country", new NewPartner("Acme", null, "Germany")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongPartners")
    void wrongPartner_isInvalidAndNamesTheField(String reason, String field, NewPartner partner) {
        var declined = fixture.declined(bean -> bean.createPartner(ADMIN, partner));

        assertThat(declined.kind()).isEqualTo(Outcome.Kind.INVALID);
        assertThat(declined.detail()).contains("'" + field + "'");
    }

    @Test
    void nameInAnotherScript_isFineWithAnIdOfItsOwn() {
        var created =
                fixture.done(
                        bean -> bean.createPartner(ADMIN, new NewPartner("阿克米", "akemi", "CN")));

        assertThat(created.id()).hasToString("akemi");
        assertThat(created.name()).isEqualTo("阿克米");
        assertThat(created.country()).isEqualTo("CN");
    }

    @Test
    void secondPartnerOfTheSameId_isAConflict() {
        fixture.partner("Acme");

        var declined =
                fixture.declined(
                        bean -> bean.createPartner(ADMIN, new NewPartner("ACME", null, null)));

        assertThat(declined.kind()).isEqualTo(Outcome.Kind.CONFLICT);
        assertThat(declined.problem()).isEqualTo("partner-exists");
        assertThat(fixture.audit.types()).containsExactly("partner.created");
    }

    @Test
    void samePartnerFromManyAtOnce_isCreatedOnce() throws Exception {
        int many = 6;
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(many)) {
            var outcomes =
                    IntStream.range(0, many)
                            .mapToObj(
                                    each ->
                                            pool.submit(
                                                    () -> {
                                                        start.await();
                                                        return fixture.call(
                                                                bean ->
                                                                        bean.createPartner(
                                                                                ADMIN,
                                                                                new NewPartner(
                                                                                        "Acme",
                                                                                        null,
                                                                                        null)));
                                                    }))
                            .toList();
            start.countDown();

            int created = 0;
            for (var outcome : outcomes) {
                switch (outcome.get(30, TimeUnit.SECONDS)) {
                    case Outcome.Done<?> done -> created++;
                    case Outcome.Declined<?> declined ->
                            assertThat(declined.kind()).isEqualTo(Outcome.Kind.CONFLICT);
                }
            }
            assertThat(created).isEqualTo(1);
        }
    }

    static Stream<Arguments> wrongPlans() {
        Money price = Money.of("0.001", "EUR");
        return Stream.of(
                Arguments.of("a blank name", "name", new NewPlan(" ", price, 1, 1)),
                Arguments.of("a name that gives no id", "name", new NewPlan("套餐", price, 1, 1)),
                Arguments.of(
                        "a negative price",
                        "pricePerCall",
                        new NewPlan("x", Money.of("-0.001", "EUR"), 1, 1)),
                Arguments.of(
                        "no call per second", "requestsPerSecond", new NewPlan("x", price, 0, 1)),
                Arguments.of(
                        "a rate no limiter keeps",
                        "requestsPerSecond",
                        new NewPlan("x", price, 1_000_001, 1)),
                Arguments.of("no call per day", "callsPerDay", new NewPlan("x", price, 1, 0)),
                Arguments.of("a negative quota", "callsPerDay", new NewPlan("x", price, 1, -1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongPlans")
    void wrongPlan_isInvalidAndNamesTheField(String reason, String field, NewPlan plan) {
        var declined = fixture.declined(bean -> bean.publishPlan(ADMIN, plan));

        assertThat(declined.kind()).isEqualTo(Outcome.Kind.INVALID);
        assertThat(declined.detail()).contains("'" + field + "'");
    }

    @Test
    void contract_keepsThePlanRevisionItWasMadeWith() {
        ContractView old = fixture.active();

        NewPlan dearer = new NewPlan("Demo", Money.of("9.99", "EUR"), 1, 1);
        var second = fixture.done(bean -> bean.publishPlan(ADMIN, dearer));

        assertThat(second.ref()).hasToString("demo@2");
        assertThat(fixture.done(bean -> bean.contract(ADMIN, old.ref().id())).plan().ref())
                .hasToString("demo@1");
        assertThat(fixture.create(draft(ACME)).plan().ref()).hasToString("demo@2");
        assertThat(admit())
                .isInstanceOfSatisfying(
                        Admission.Granted.class,
                        granted -> assertThat(granted.grant().plan()).hasToString("demo@1"));
        assertThat(fixture.call(bean -> bean.plans(ADMIN)).items())
                .extracting(plan -> plan.ref().toString())
                .containsExactly("demo@2");
    }

    @Test
    void price_comesBackAsItWasWritten() {
        fixture.plan("Demo", 1, 1);

        var plan = fixture.done(bean -> bean.plan(ADMIN, new PlanId("demo")));

        assertThat(plan.pricePerCall().plain()).isEqualTo("0.0010");
    }

    @Test
    void partner_seesItsOwnAndNothingOfOthers() {
        ContractView own = fixture.active();
        fixture.partner("Other");
        ContractView others = fixture.create(draft(OTHER));

        assertThat(fixture.call(bean -> bean.contracts(ACME_ADMIN)).items())
                .extracting(ContractView::ref)
                .containsExactly(own.ref());
        assertThat(fixture.call(bean -> bean.contracts(OTHER_ADMIN)).items())
                .extracting(ContractView::ref)
                .containsExactly(others.ref());
        assertThat(fixture.call(bean -> bean.contracts(AUDITOR)).items())
                .extracting(ContractView::ref)
                .containsExactly(others.ref(), own.ref());
        assertThat(fixture.call(bean -> bean.contracts(STRANGER)).items()).isEmpty();
        assertThat(fixture.call(bean -> bean.partners(ACME_DEVELOPER)).items())
                .extracting(partner -> partner.id())
                .containsExactly(ACME);
        assertThat(fixture.call(bean -> bean.partners(STRANGER)).items()).isEmpty();
        assertThat(fixture.declined(bean -> bean.partner(ACME_ADMIN, OTHER)).kind())
                .isEqualTo(Outcome.Kind.NOT_FOUND);
    }

    @Test
    void anothersContract_isAsIfItWereNot() {
        ContractId id = fixture.active().ref().id();
        ContractId none = new ContractId("C-2026-9999");

        var others = fixture.declined(bean -> bean.contract(OTHER_ADMIN, id));
        var nobodys = fixture.declined(bean -> bean.contract(OTHER_ADMIN, none));
        var moved =
                fixture.declined(bean -> bean.move(OTHER_ADMIN, id, ContractStep.TERMINATE, null));

        assertThat(others.kind()).isEqualTo(Outcome.Kind.NOT_FOUND);
        assertThat(others.detail().replace(id.value(), none.value())).isEqualTo(nobodys.detail());
        assertThat(moved.kind()).isEqualTo(Outcome.Kind.NOT_FOUND);
    }

    @Test
    void providersRoleOfAPartnersUser_createsNothing() {
        fixture.partner("Acme");
        fixture.plan("Demo", 1, 1);

        var partner =
                fixture.declined(
                        bean ->
                                bean.createPartner(
                                        ACME_WITH_PROVIDERS_ROLE,
                                        new NewPartner("Mine", null, null)));
        var plan =
                fixture.declined(
                        bean ->
                                bean.publishPlan(
                                        ACME_WITH_PROVIDERS_ROLE,
                                        new NewPlan("Free", Money.of("0", "EUR"), 1, 1)));
        var contract = fixture.declined(bean -> bean.create(ACME_WITH_PROVIDERS_ROLE, draft(ACME)));

        assertThat(partner.kind()).isEqualTo(Outcome.Kind.FORBIDDEN);
        assertThat(plan.kind()).isEqualTo(Outcome.Kind.FORBIDDEN);
        assertThat(contract.kind()).isEqualTo(Outcome.Kind.FORBIDDEN);
    }

    @Test
    void eventThatCannotBeRecorded_leavesTheContractAsItWas() {
        ContractId id = fixture.active().ref().id();
        fixture.audit.fail();

        assertThatThrownBy(
                        () ->
                                fixture.call(
                                        bean -> bean.move(ADMIN, id, ContractStep.SUSPEND, null)))
                .hasMessageContaining("outbox");

        assertThat(fixture.done(bean -> bean.contract(ADMIN, id)).state())
                .isEqualTo(ContractState.ACTIVE);
        assertThat(admit()).isInstanceOf(Admission.Granted.class);
    }

    @Test
    void declinedStep_recordsNothingAndTouchesNoSnapshot() {
        ContractId id = fixture.active().ref().id();
        int events = fixture.audit.events().size();
        int changes = fixture.snapshots.changes().size();

        fixture.declined(bean -> bean.move(ADMIN, id, ContractStep.OFFER, null));

        assertThat(fixture.audit.events()).hasSize(events);
        assertThat(fixture.snapshots.changes()).hasSize(changes);
    }

    @Test
    void commentLongerThanItsColumn_isInvalid() {
        ContractId id = fixture.active().ref().id();

        var declined =
                fixture.declined(
                        bean -> bean.move(ADMIN, id, ContractStep.SUSPEND, "x".repeat(2001)));

        assertThat(declined.kind()).isEqualTo(Outcome.Kind.INVALID);
    }

    @Test
    void twoMovesOfTheSameContractAtOnce_theSecondIsAnOptimisticConflict() throws Exception {
        ContractId id = fixture.active().ref().id();
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch moved = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            var slow =
                    other.submit(
                            () ->
                                    fixture.transactions.call(
                                            () -> {
                                                fixture.contracts.contract(ADMIN, id);
                                                read.countDown();
                                                moved.await();
                                                return fixture.contracts.move(
                                                        ADMIN, id, ContractStep.SUSPEND, null);
                                            }));
            read.await();
            fixture.move(ACME_ADMIN, id, ContractStep.TERMINATE);
            moved.countDown();

            assertThatThrownBy(() -> slow.get(30, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(org.hibernate.StaleObjectStateException.class)
                    .cause()
                    .isInstanceOf(OptimisticLockException.class);
        }
        assertThat(fixture.done(bean -> bean.contract(ADMIN, id)).state())
                .isEqualTo(ContractState.TERMINATED);
    }

    private Admission admit() {
        return fixture.contracts.admit(
                new AdmissionRequest(
                        ACME_DEVELOPER,
                        CREDIT,
                        null,
                        null,
                        Units.call(1),
                        fixture.clock.instant()));
    }

    private static NewContract contract(
            PartnerId partner,
            PlanId plan,
            Set<ModelName> models,
            Set<Purpose> purposes,
            Instant from,
            @Nullable Instant to) {
        return new NewContract(partner, plan, models, purposes, null, Map.of(), from, to);
    }

    private static NewContract hiding(Map<ModelName, Set<String>> hidden) {
        NewContract draft = draft(ACME);
        return new NewContract(
                ACME,
                draft.plan(),
                draft.models(),
                draft.purposes(),
                null,
                hidden,
                draft.validFrom(),
                null);
    }

    private static Set<ModelName> manyModels(int count) {
        return Set.copyOf(
                IntStream.range(0, count).mapToObj(each -> new ModelName("m" + each)).toList());
    }
}
