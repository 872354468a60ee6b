package io.vouchsafe.partners.internal.contract;

import static io.vouchsafe.partners.internal.contract.ContractsFixture.CREDIT;
import static io.vouchsafe.partners.internal.contract.ContractsFixture.draft;
import static io.vouchsafe.partners.internal.testing.Callers.ACME;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_DEVELOPER;
import static io.vouchsafe.partners.internal.testing.Callers.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.partners.Admission;
import io.vouchsafe.partners.AdmissionRequest;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.NewContract;
import io.vouchsafe.partners.NewPlan;
import io.vouchsafe.partners.internal.admission.AdmissionDesk;
import io.vouchsafe.partners.internal.admission.TestDesk;
import io.vouchsafe.partners.internal.testing.FakeSnapshots;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several nodes on one database, and nodes that start later. */
class NodesTest {
    private final ContractsFixture fixture = new ContractsFixture();

    @Test
    void nodeThatStartsLater_readsTheSameContracts() {
        ContractView active = fixture.active();

        Admission admission = admit(node());

        assertThat(admission)
                .isInstanceOfSatisfying(
                        Admission.Granted.class,
                        granted -> {
                            assertThat(granted.grant().contract()).isEqualTo(active.ref());
                            assertThat(granted.grant().unitPrice())
                                    .isEqualTo(active.plan().pricePerCall());
                            assertThat(granted.grant().maskingPolicy())
                                    .isEqualTo(active.maskingPolicy());
                            assertThat(granted.grant().hiddenOutputs())
                                    .isEqualTo(active.hiddenOutputs().get(CREDIT));
                        });
    }

    @Test
    void oneQuota_holdsOverAllNodes() {
        fixture.partner("Acme");
        fixture.plan("Demo", 1_000, 20);
        fixture.activate(fixture.create(draft(ACME)));
        AdmissionDesk one = node();
        AdmissionDesk two = node();
        int granted = 0;
        for (int i = 0; i < 60; i++) {
            granted += admit(i % 2 == 0 ? one : two) instanceof Admission.Granted ? 1 : 0;
        }

        assertThat(granted).isEqualTo(20);
        assertThat(admit(node()))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.QUOTA_EXHAUSTED));
    }

    @Test
    void leases_areWrittenForTheDayOfTheRequest() throws SQLException {
        fixture.active();
        admit(fixture.desk);

        try (var connection = fixture.database.getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT contract_id, day::text, leased"
                                        + " FROM partners.quota_lease")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("C-2026-0001");
            assertThat(rows.getString(2)).isEqualTo("2026-11-23");
            assertThat(rows.getLong(3)).isBetween(1L, 1_000L);
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void newerContractForTheModel_takesOverAtItsActivation() {
        ContractView old = fixture.active();
        fixture.done(
                bean ->
                        bean.publishPlan(
                                ADMIN,
                                new NewPlan("Demo", old.plan().pricePerCall(), 1_000, 1_000_000)));
        ContractView next = fixture.create(draft(ACME));
        assertThat(contractOf(admit(fixture.desk))).isEqualTo(old.ref().id());

        fixture.activate(next);

        assertThat(contractOf(admit(fixture.desk))).isEqualTo(next.ref().id());
        fixture.move(ADMIN, next.ref().id(), ContractStep.SUSPEND);
        assertThat(contractOf(admit(fixture.desk))).isEqualTo(old.ref().id());
    }

    @Test
    void withdrawnOffer_isNoContractAnyMore() {
        fixture.partner("Acme");
        fixture.plan("Demo", 1, 1);
        ContractId id = fixture.create(draft(ACME)).ref().id();
        fixture.move(ADMIN, id, ContractStep.OFFER);
        assertThat(reason(admit(fixture.desk))).isEqualTo(Reason.CONTRACT_NOT_ACTIVE);

        fixture.move(ADMIN, id, ContractStep.WITHDRAW);

        assertThat(reason(admit(fixture.desk))).isEqualTo(Reason.NOT_ENTITLED);
    }

    @Test
    void contractOfManyModels_entitlesToEach() {
        fixture.partner("Acme");
        fixture.plan("Demo", 100, 100);
        Set<ModelName> models = Set.of(CREDIT, new ModelName("spam"), new ModelName("iris_v2"));
        NewContract draft =
                new NewContract(
                        ACME,
                        draft(ACME).plan(),
                        models,
                        draft(ACME).purposes(),
                        null,
                        Map.of(),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-12-31T00:00:00Z"));

        fixture.activate(fixture.create(draft));

        assertThat(node().callable(ACME_DEVELOPER, fixture.clock.instant())).isEqualTo(models);
        assertThat(node().callable(ACME_DEVELOPER, Instant.parse("2026-12-31T00:00:00Z")))
                .isEmpty();
    }

    private AdmissionDesk node() {
        return TestDesk.on(
                fixture.database, new FakeSnapshots(fixture.database, fixture.transactions));
    }

    private Admission admit(AdmissionDesk desk) {
        return desk.admit(
                new AdmissionRequest(
                        ACME_DEVELOPER,
                        CREDIT,
                        null,
                        null,
                        Units.call(1),
                        fixture.clock.instant()));
    }

    private static ContractId contractOf(Admission admission) {
        return switch (admission) {
            case Admission.Granted granted -> granted.grant().contract().id();
            case Admission.Refused refused -> throw new AssertionError(refused);
        };
    }

    private static Reason reason(Admission admission) {
        return switch (admission) {
            case Admission.Granted granted -> throw new AssertionError(granted);
            case Admission.Refused refused -> refused.reason();
        };
    }
}
