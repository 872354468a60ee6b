package io.vouchsafe.partners.internal.contract;

import static io.vouchsafe.partners.ContractState.ACTIVE;
import static io.vouchsafe.partners.ContractState.DRAFT;
import static io.vouchsafe.partners.ContractState.OFFERED;
import static io.vouchsafe.partners.ContractState.SIGNED;
import static io.vouchsafe.partners.ContractState.SUSPENDED;
import static io.vouchsafe.partners.ContractState.TERMINATED;
import static io.vouchsafe.partners.ContractState.WITHDRAWN;
import static io.vouchsafe.partners.ContractStep.COUNTERSIGN;
import static io.vouchsafe.partners.ContractStep.OFFER;
import static io.vouchsafe.partners.ContractStep.REINSTATE;
import static io.vouchsafe.partners.ContractStep.SIGN;
import static io.vouchsafe.partners.ContractStep.SUSPEND;
import static io.vouchsafe.partners.ContractStep.TERMINATE;
import static io.vouchsafe.partners.ContractStep.WITHDRAW;
import static io.vouchsafe.partners.internal.testing.Callers.ACME;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_DEVELOPER;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_WITH_PROVIDERS_ROLE;
import static io.vouchsafe.partners.internal.testing.Callers.ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.AUDITOR;
import static io.vouchsafe.partners.internal.testing.Callers.OTHER_ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.NewContract;
import io.vouchsafe.partners.NewPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state, step and side; the entity alone, without a database. */
class ContractLifeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

    /** All that may happen; whatever is not here must not. */
    private static final Map<ContractStep, Map<ContractState, ContractState>> MOVES =
            Map.of(
                    OFFER, Map.of(DRAFT, OFFERED),
                    SIGN, Map.of(OFFERED, SIGNED),
                    COUNTERSIGN, Map.of(SIGNED, ACTIVE),
                    SUSPEND, Map.of(ACTIVE, SUSPENDED),
                    REINSTATE, Map.of(SUSPENDED, ACTIVE),
                    TERMINATE,
                            Map.of(SIGNED, TERMINATED, ACTIVE, TERMINATED, SUSPENDED, TERMINATED),
                    WITHDRAW, Map.of(OFFERED, WITHDRAWN));

    private static final Map<ContractStep, Set<Caller>> SIDES =
            Map.of(
                    OFFER, Set.of(ADMIN),
                    SIGN, Set.of(ACME_ADMIN),
                    COUNTERSIGN, Set.of(ADMIN),
                    SUSPEND, Set.of(ADMIN),
                    REINSTATE, Set.of(ADMIN),
                    TERMINATE, Set.of(ADMIN, ACME_ADMIN),
                    WITHDRAW, Set.of(ADMIN));

    private static final List<Caller> EVERYONE =
            List.of(
                    ADMIN,
                    AUDITOR,
                    ACME_ADMIN,
                    ACME_DEVELOPER,
                    OTHER_ADMIN,
                    ACME_WITH_PROVIDERS_ROLE,
                    STRANGER);

    static Stream<Arguments> everyStateStepAndSide() {
        List<Arguments> rows = new ArrayList<>();
        for (ContractState state : ContractState.values()) {
            for (ContractStep step : ContractStep.values()) {
                for (Caller caller : EVERYONE) {
                    rows.add(Arguments.of(state, step, caller));
                }
            }
        }
        return rows.stream();
    }

    @ParameterizedTest(name = "{0} {1} by {2}")
    @MethodSource("everyStateStepAndSide")
    void step_isTakenOnlyByItsSideFromItsState(
            ContractState state, ContractStep step, Caller caller) {
        ContractEntity contract = in(state);
        int lines = contract.view().history().size();

        Outcome<ContractEntity> outcome = contract.move(step, caller, NOW, "because");

        ContractState next = MOVES.getOrDefault(step, Map.of()).get(state);
        if (!SIDES.getOrDefault(step, Set.of()).contains(caller)) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Declined.class,
                            no -> {
                                assertThat(no.kind()).isEqualTo(Outcome.Kind.FORBIDDEN);
                                assertThat(no.problem()).isEqualTo("contract-side");
                            });
        } else if (next == null) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Declined.class,
                            no -> {
                                assertThat(no.kind()).isEqualTo(Outcome.Kind.CONFLICT);
                                assertThat(no.problem()).isEqualTo("contract-state");
                                assertThat(no.detail()).contains("C-2026-0007", state.name());
                            });
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(contract.state()).isEqualTo(next);
            assertThat(contract.view().history())
                    .hasSize(lines + 1)
                    .last()
                    .isEqualTo(new ContractView.Step(next, caller.name(), NOW, "because"));
            return;
        }
        assertThat(contract.state()).isEqualTo(state);
        assertThat(contract.view().history()).hasSize(lines);
    }

    @ParameterizedTest
    @EnumSource(
            value = ContractStep.class,
            names = {"OFFER", "SIGN", "COUNTERSIGN", "REINSTATE"})
    void stepTowardsUse_comesTooLateAtTheVeryEnd(ContractStep step) {
        ContractEntity contract = in(fromOf(step), NOW);
        Caller side = SIDES.getOrDefault(step, Set.of()).iterator().next();

        Outcome<ContractEntity> outcome = contract.move(step, side, NOW, null);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Declined.class,
                        no -> {
                            assertThat(no.kind()).isEqualTo(Outcome.Kind.CONFLICT);
                            assertThat(no.detail()).contains(NOW.toString());
                        });
    }

    @ParameterizedTest
    @EnumSource(
            value = ContractStep.class,
            names = {"SUSPEND", "TERMINATE", "WITHDRAW"})
    void stepAwayFromUse_isTakenAlsoAfterTheEnd(ContractStep step) {
        ContractEntity contract = in(fromOf(step), NOW);

        Outcome<ContractEntity> outcome = contract.move(step, ADMIN, NOW, null);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void lastMomentBeforeTheEnd_isInTime() {
        ContractEntity contract = in(SIGNED, NOW.plusNanos(1000));

        Outcome<ContractEntity> outcome = contract.countersign(ADMIN, NOW, null);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void id_holdsYearAndAtLeastFourDigits() {
        assertThat(contract(7, null).ref()).hasToString("C-2026-0007@1");
        assertThat(contract(123456, null).ref()).hasToString("C-2026-123456@1");
    }

    private static ContractState fromOf(ContractStep step) {
        return StepRule.of(step).from().contains(ACTIVE)
                ? ACTIVE
                : StepRule.of(step).from().iterator().next();
    }

    private static ContractEntity in(ContractState state) {
        return in(state, null);
    }

    /** Led to a state by the steps that lead there, in the year before. */
    private static ContractEntity in(
            ContractState state, @org.jspecify.annotations.Nullable Instant end) {
        ContractEntity contract = contract(7, end);
        List<ContractStep> way =
                switch (state) {
                    case DRAFT -> List.of();
                    case OFFERED -> List.of(OFFER);
                    case SIGNED -> List.of(OFFER, SIGN);
                    case ACTIVE -> List.of(OFFER, SIGN, COUNTERSIGN);
                    case SUSPENDED -> List.of(OFFER, SIGN, COUNTERSIGN, SUSPEND);
                    case TERMINATED -> List.of(OFFER, SIGN, TERMINATE);
                    case WITHDRAWN -> List.of(OFFER, WITHDRAW);
                };
        for (ContractStep step : way) {
            Caller side = step == SIGN ? ACME_ADMIN : ADMIN;
            contract.move(step, side, NOW.minusSeconds(3600), null);
        }
        assertThat(contract.state()).isEqualTo(state);
        return contract;
    }

    private static ContractEntity contract(
            long number, @org.jspecify.annotations.Nullable Instant end) {
        NewContract draft = ContractsFixture.draft(ACME);
        NewContract limited =
                new NewContract(
                        draft.partner(),
                        draft.plan(),
                        draft.models(),
                        draft.purposes(),
                        null,
                        Map.of(),
                        draft.validFrom(),
                        end);
        PlanEntity plan =
                new PlanEntity(
                        new PlanRef(new PlanId("demo"), 1),
                        new NewPlan("Demo", Money.of("0.001", "EUR"), 1, 1),
                        NOW);
        return new ContractEntity(number, 2026, limited, plan, ADMIN, NOW.minusSeconds(7200));
    }
}
