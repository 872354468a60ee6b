package io.vouchsafe.partners.internal.admission;

import static io.vouchsafe.partners.ContractState.ACTIVE;
import static io.vouchsafe.partners.ContractState.DRAFT;
import static io.vouchsafe.partners.ContractState.OFFERED;
import static io.vouchsafe.partners.ContractState.SIGNED;
import static io.vouchsafe.partners.ContractState.SUSPENDED;
import static io.vouchsafe.partners.ContractState.TERMINATED;
import static io.vouchsafe.partners.internal.testing.Callers.ACME;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_DEVELOPER;
import static io.vouchsafe.partners.internal.testing.Callers.ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.OTHER;
import static io.vouchsafe.partners.internal.testing.Callers.OTHER_ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.STRANGER;
import static io.vouchsafe.partners.internal.testing.Callers.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.partners.Admission;
import io.vouchsafe.partners.AdmissionRequest;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.Grant;
import io.vouchsafe.partners.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which answer, in which order, and why. */
class AdmissionDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final ModelName CREDIT = new ModelName("credit-risk");
    private static final ModelName SPAM = new ModelName("spam");
    private static final Purpose DECISION = new Purpose("credit-decision");
    private static final Purpose TESTING = new Purpose("testing");
    private static final @Nullable Instant NEVER = null;

    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
    private final MemoryLedger ledger = new MemoryLedger();

    /** Newest first: number of the contract, state, partner, models, from, to. */
    static Stream<Arguments> refusals() {
        Terms active = terms(1, ACTIVE);
        Terms expired = between(2, NOW.minusSeconds(60), NOW);
        Terms future = between(3, NOW.plusSeconds(1), NEVER);
        Terms others = of(4, ACTIVE, OTHER, CREDIT);
        Caller acme = ACME_DEVELOPER;
        Caller managing = key(ACME, Set.of("manage"));
        Caller spamOnly = key(ACME, Set.of("infer"), SPAM);
        return Stream.of(
                row("a key without the scope", managing, null, null, Reason.SCOPE_MISSING, active),
                row("a key for another model", spamOnly, null, null, Reason.SCOPE_MISSING, active),
                row(
                        "the scope is looked at before the contract, so it tells nothing of it",
                        managing,
                        null,
                        null,
                        Reason.SCOPE_MISSING),
                row("no contract at all", acme, null, null, Reason.NOT_ENTITLED),
                row(
                        "a contract for another model",
                        acme,
                        null,
                        null,
                        Reason.NOT_ENTITLED,
                        of(1, ACTIVE, ACME, SPAM)),
                row("another partner's contract", acme, null, null, Reason.NOT_ENTITLED, others),
                row("the provider's own people", ADMIN, null, null, Reason.NOT_ENTITLED, active),
                row("nobody's caller", STRANGER, null, null, Reason.NOT_ENTITLED, active),
                row(
                        "the header names another partner's contract",
                        acme,
                        null,
                        4,
                        Reason.NOT_ENTITLED,
                        active,
                        others),
                row("the header names no contract", acme, null, 99, Reason.NOT_ENTITLED, active),
                row(
                        "the header names a contract for another model",
                        acme,
                        null,
                        5,
                        Reason.NOT_ENTITLED,
                        of(5, ACTIVE, ACME, SPAM),
                        active),
                named("drafted", DRAFT),
                named("offered", OFFERED),
                named("signed by one side", SIGNED),
                named("suspended", SUSPENDED),
                named("terminated", TERMINATED),
                row("ended this very moment", acme, null, null, Reason.CONTRACT_EXPIRED, expired),
                row("starts in a second", acme, null, null, Reason.CONTRACT_NOT_ACTIVE, future),
                row(
                        "an ended one explains better than a draft",
                        acme,
                        null,
                        null,
                        Reason.CONTRACT_EXPIRED,
                        terms(9, DRAFT),
                        expired,
                        terms(1, TERMINATED)),
                row(
                        "the header names the suspended one though another is active",
                        acme,
                        null,
                        7,
                        Reason.CONTRACT_NOT_ACTIVE,
                        active,
                        terms(7, SUSPENDED)),
                row(
                        "a suspended contract is told before its purpose",
                        acme,
                        new Purpose("anything"),
                        null,
                        Reason.CONTRACT_NOT_ACTIVE,
                        terms(1, SUSPENDED)),
                row(
                        "several purposes and none given",
                        acme,
                        null,
                        null,
                        Reason.PURPOSE_REQUIRED,
                        purposes(1, DECISION, TESTING)),
                row(
                        "another purpose",
                        acme,
                        new Purpose("marketing"),
                        null,
                        Reason.PURPOSE_NOT_ALLOWED,
                        active));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("refusals")
    void refusal_hasTheFirstReasonInOrder(
            String why,
            Caller caller,
            @Nullable Purpose purpose,
            @Nullable ContractId named,
            Reason reason,
            List<Terms> newestFirst) {
        AdmissionDesk desk = desk(newestFirst);

        Admission admission =
                desk.admit(
                        new AdmissionRequest(caller, CREDIT, purpose, named, Units.call(1), NOW));

        Admission.Refused refused = refused(admission);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.detail()).endsWith(".").doesNotContain("VOUCH");
        boolean beforeContract = reason == Reason.SCOPE_MISSING || reason == Reason.NOT_ENTITLED;
        assertThat(refused.contract() == null).isEqualTo(beforeContract);
        assertThat(ledger.leases()).isZero();
    }

    @Test
    void notEntitled_readsTheSameWhetherTheModelExistsOrNot() {
        AdmissionDesk desk = desk(List.of(of(1, ACTIVE, OTHER, CREDIT)));

        Admission.Refused existing = refused(desk.admit(request(ACME_DEVELOPER, CREDIT)));
        Admission.Refused missing =
                refused(desk.admit(request(ACME_DEVELOPER, new ModelName("nothing"))));

        assertThat(existing.detail().replace("credit-risk", "nothing")).isEqualTo(missing.detail());
        assertThat(existing.reason()).isEqualTo(missing.reason());
    }

    @Test
    void grant_carriesTheContractsTerms() {
        AdmissionDesk desk = desk(List.of(terms(1, ACTIVE)));

        Grant grant = granted(desk.admit(request(ACME_DEVELOPER, CREDIT)));

        assertThat(grant.contract()).hasToString("C-1@1");
        assertThat(grant.partner()).isEqualTo(ACME);
        assertThat(grant.plan()).hasToString("demo@1");
        assertThat(grant.purpose()).isEqualTo(DECISION);
        assertThat(grant.maskingPolicy()).isEqualTo(new PolicyId("demo-masking"));
        assertThat(grant.hiddenOutputs()).containsExactly("internal_score");
        assertThat(grant.unitPrice()).isEqualTo(Money.of("0.001", "EUR"));
        assertThat(grant.units()).isEqualTo(Units.call(1));
        assertThat(grant.day()).isEqualTo(LocalDate.of(2026, 11, 23));
    }

    @Test
    void newestInForce_holdsUnlessTheHeaderNamesAnother() {
        AdmissionDesk desk = desk(List.of(terms(3, SUSPENDED), terms(2, ACTIVE), terms(1, ACTIVE)));

        Grant newest = granted(desk.admit(request(ACME_DEVELOPER, CREDIT)));
        Grant named =
                granted(
                        desk.admit(
                                new AdmissionRequest(
                                        ACME_DEVELOPER,
                                        CREDIT,
                                        null,
                                        new ContractId("C-1"),
                                        Units.call(1),
                                        NOW)));

        assertThat(newest.contract()).hasToString("C-2@1");
        assertThat(named.contract()).hasToString("C-1@1");
    }

    @Test
    void oneOfSeveralPurposes_isTakenWhenNamed() {
        AdmissionDesk desk = desk(List.of(purposes(1, DECISION, TESTING)));

        Grant grant =
                granted(
                        desk.admit(
                                new AdmissionRequest(
                                        ACME_DEVELOPER,
                                        CREDIT,
                                        TESTING,
                                        null,
                                        Units.call(1),
                                        NOW)));

        assertThat(grant.purpose()).isEqualTo(TESTING);
    }

    @Test
    void firstMomentOfValidity_isIn() {
        AdmissionDesk desk = desk(List.of(between(1, NOW, NOW.plusNanos(1))));

        assertThat(desk.admit(request(ACME_DEVELOPER, CREDIT)))
                .isInstanceOf(Admission.Granted.class);
    }

    @Test
    void keyWithTheScope_isAdmitted() {
        AdmissionDesk desk = desk(List.of(terms(1, ACTIVE)));

        assertThat(desk.admit(request(key(ACME, Set.of("infer", "manage"), CREDIT), CREDIT)))
                .isInstanceOf(Admission.Granted.class);
    }

    @Test
    void rate_isRefusedBeforeTheQuotaIsTouched() {
        AdmissionDesk desk = desk(List.of(limited(1, 2, 1_000)));
        desk.admit(request(ACME_DEVELOPER, CREDIT));
        desk.admit(request(ACME_DEVELOPER, CREDIT));
        int leases = ledger.leases();

        Admission.Refused refused = refused(desk.admit(request(ACME_DEVELOPER, CREDIT)));

        assertThat(refused.reason()).isEqualTo(Reason.RATE_EXCEEDED);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(500));
        assertThat(refused.limit()).isEqualTo(new RateLimit(2, 0, 1));
        assertThat(ledger.leases()).isEqualTo(leases);
    }

    @Test
    void quota_isRefusedUntilMidnightOfUtc() {
        AdmissionDesk desk = desk(List.of(limited(1, 100, 2)));
        desk.admit(request(ACME_DEVELOPER, CREDIT));
        desk.admit(request(ACME_DEVELOPER, CREDIT));

        Admission.Refused refused = refused(desk.admit(request(ACME_DEVELOPER, CREDIT)));

        assertThat(refused.reason()).isEqualTo(Reason.QUOTA_EXHAUSTED);
        assertThat(refused.retryAfter()).isEqualTo(Duration.parse("PT13H44M30S"));
        assertThat(refused.limit()).isEqualTo(new RateLimit(2, 0, 13 * 3600 + 44 * 60 + 30));
        assertThat(refused.contract()).hasToString("C-1@1");
    }

    @Test
    void nextDay_isAdmittedAgain() {
        AdmissionDesk desk = desk(List.of(limited(1, 100, 1)));
        desk.admit(request(ACME_DEVELOPER, CREDIT));
        Instant midnight = Instant.parse("2026-11-24T00:00:00Z");

        Admission late = desk.admit(at(midnight.minusNanos(1)));
        Admission early = desk.admit(at(midnight));

        assertThat(refused(late).reason()).isEqualTo(Reason.QUOTA_EXHAUSTED);
        assertThat(granted(early).day()).isEqualTo(LocalDate.of(2026, 11, 24));
    }

    @Test
    void header_showsTheWindowWithTheSmallerShareLeft() {
        AdmissionDesk tightRate = desk(List.of(limited(1, 2, 100_000)));
        AdmissionDesk tightDay = desk(List.of(limited(2, 1_000, 10)));

        assertThat(granted(tightRate.admit(request(ACME_DEVELOPER, CREDIT))).limit())
                .isEqualTo(new RateLimit(2, 1, 1));
        assertThat(granted(tightDay.admit(request(ACME_DEVELOPER, CREDIT))).limit())
                .isEqualTo(new RateLimit(10, 9, 13 * 3600 + 44 * 60 + 30));
    }

    @Test
    void releasedGrant_canBeGrantedAgain() {
        AdmissionDesk desk = desk(List.of(limited(1, 100, 1)));
        Grant grant = granted(desk.admit(request(ACME_DEVELOPER, CREDIT)));
        assertThat(desk.admit(request(ACME_DEVELOPER, CREDIT)))
                .isInstanceOf(Admission.Refused.class);

        desk.release(grant);

        assertThat(desk.admit(request(ACME_DEVELOPER, CREDIT)))
                .isInstanceOf(Admission.Granted.class);
    }

    @Test
    void quotaThatCannotBeLeased_isRefusedForNow() {
        ledger.down(true);
        AdmissionDesk desk = desk(List.of(terms(1, ACTIVE)));

        Admission.Refused refused = refused(desk.admit(request(ACME_DEVELOPER, CREDIT)));

        assertThat(refused.reason()).isEqualTo(Reason.LOG_UNAVAILABLE);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void unitsWithoutCalls_countAsOne() {
        AdmissionDesk desk = desk(List.of(limited(1, 100, 1)));

        desk.admit(new AdmissionRequest(ACME_DEVELOPER, CREDIT, null, null, Units.NONE, NOW));

        assertThat(ledger.leased(new ContractId("C-1"), LocalDate.of(2026, 11, 23))).isEqualTo(1);
    }

    @Test
    void callable_isWhatContractsInForceAndTheCredentialAllow() {
        AdmissionDesk desk =
                desk(
                        List.of(
                                of(4, SUSPENDED, ACME, new ModelName("suspended")),
                                between(3, NOW.minusSeconds(9), NOW),
                                of(2, ACTIVE, OTHER, new ModelName("others")),
                                of(1, ACTIVE, ACME, SPAM)));

        assertThat(desk.callable(ACME_DEVELOPER, NOW)).containsExactly(SPAM);
        assertThat(desk.callable(ACME_DEVELOPER, NOW.minusSeconds(1)))
                .containsExactlyInAnyOrder(SPAM, CREDIT);
        assertThat(desk.callable(key(ACME, Set.of("manage")), NOW)).isEmpty();
        assertThat(desk.callable(key(ACME, Set.of("infer"), CREDIT), NOW)).isEmpty();
        assertThat(desk.callable(OTHER_ADMIN, NOW)).containsExactly(new ModelName("others"));
        assertThat(desk.callable(ADMIN, NOW)).isEmpty();
    }

    private AdmissionDesk desk(List<Terms> newestFirst) {
        return new AdmissionDesk(
                new Fixed(new ContractBook(newestFirst)),
                new Rates(nanos::get),
                new Quotas(ledger, Runnable::run, nanos::get));
    }

    private record Fixed(ContractBook current) implements Snapshot<ContractBook> {
        @Override
        public void onChange(Consumer<? super ContractBook> listener) {
            listener.accept(current);
        }
    }

    private static AdmissionRequest request(Caller caller, ModelName model) {
        return new AdmissionRequest(caller, model, null, null, Units.call(1), NOW);
    }

    private static AdmissionRequest at(Instant time) {
        return new AdmissionRequest(ACME_DEVELOPER, CREDIT, null, null, Units.call(1), time);
    }

    private static Admission.Refused refused(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Refused.class);
        return (Admission.Refused) admission;
    }

    private static Grant granted(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        return ((Admission.Granted) admission).grant();
    }

    private static Arguments row(
            String why,
            Caller caller,
            @Nullable Purpose purpose,
            @Nullable Integer named,
            Reason reason,
            Terms... newestFirst) {
        ContractId contract = named == null ? null : new ContractId("C-" + named);
        return Arguments.of(why, caller, purpose, contract, reason, List.of(newestFirst));
    }

    private static Arguments named(String how, ContractState state) {
        return row(
                "the contract is only " + how,
                ACME_DEVELOPER,
                null,
                null,
                Reason.CONTRACT_NOT_ACTIVE,
                terms(1, state));
    }

    private static Terms terms(int number, ContractState state) {
        return of(number, state, ACME, CREDIT);
    }

    private static Terms of(int number, ContractState state, PartnerId partner, ModelName model) {
        return terms(
                number,
                state,
                partner,
                model,
                Set.of(DECISION),
                Instant.parse("2026-01-01T00:00:00Z"),
                NEVER,
                100,
                100_000);
    }

    private static Terms between(int number, Instant from, @Nullable Instant to) {
        return terms(number, ACTIVE, ACME, CREDIT, Set.of(DECISION), from, to, 100, 100_000);
    }

    private static Terms purposes(int number, Purpose... purposes) {
        return terms(
                number,
                ACTIVE,
                ACME,
                CREDIT,
                Set.of(purposes),
                NOW.minusSeconds(1),
                NEVER,
                100,
                100_000);
    }

    private static Terms limited(int number, long perSecond, long perDay) {
        return terms(
                number,
                ACTIVE,
                ACME,
                CREDIT,
                Set.of(DECISION),
                NOW.minusSeconds(1),
                NEVER,
                perSecond,
                perDay);
    }

    private static Terms terms(
            int number,
            ContractState state,
            PartnerId partner,
            ModelName model,
            Set<Purpose> purposes,
            Instant from,
            @Nullable Instant to,
            long perSecond,
            long perDay) {
        return new Terms(
                new ContractRef(new ContractId("C-" + number), 1),
                state,
                partner,
                new PlanRef(new PlanId("demo"), 1),
                Money.of("0.001", "EUR"),
                perSecond,
                perDay,
                Set.of(model),
                purposes,
                new PolicyId("demo-masking"),
                Map.of(model, Set.of("internal_score")),
                from,
                to);
    }
}
