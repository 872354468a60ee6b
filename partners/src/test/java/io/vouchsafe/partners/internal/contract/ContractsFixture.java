package io.vouchsafe.partners.internal.contract;

import static io.vouchsafe.partners.internal.testing.Callers.ACME;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.ADMIN;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.NewContract;
import io.vouchsafe.partners.NewPartner;
import io.vouchsafe.partners.NewPlan;
import io.vouchsafe.partners.internal.admission.AdmissionDesk;
import io.vouchsafe.partners.internal.admission.TestDesk;
import io.vouchsafe.partners.internal.credential.CredentialEntity;
import io.vouchsafe.partners.internal.testing.FakeSnapshots;
import io.vouchsafe.partners.internal.testing.RecordingAudit;
import io.vouchsafe.partners.internal.testing.TestClock;
import io.vouchsafe.store.testing.TestDatabase;
import io.vouchsafe.store.testing.TestTransactions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/** The contracts bean on one migrated database, which each new fixture empties. */
public final class ContractsFixture {
    public static final ModelName CREDIT = new ModelName("credit-risk");
    public static final Purpose DECISION = new Purpose("credit-decision");

    private static final DataSource SHARED = TestDatabase.fresh();
    private static final TestTransactions UNIT =
            TestTransactions.on(SHARED)
                    .unit(
                            "partners",
                            PartnerEntity.class,
                            PlanEntity.class,
                            ContractEntity.class,
                            HiddenOutput.class,
                            StepTaken.class,
                            CredentialEntity.class);

    public final DataSource database = emptied();
    public final TestTransactions transactions = UNIT;
    public final FakeSnapshots snapshots = new FakeSnapshots(database, transactions);
    public final RecordingAudit audit = new RecordingAudit(transactions);
    public final TestClock clock = new TestClock("2026-11-23T10:15:30Z");
    public final AdmissionDesk desk = TestDesk.on(database, snapshots);
    public final ContractsBean contracts =
            new ContractsBean(transactions.entityManager(), desk, audit, snapshots, clock);

    /** In a transaction, as the container calls it. */
    public <T> T call(Function<ContractsBean, T> work) {
        return transactions.call(() -> work.apply(contracts));
    }

    public <T> T done(Function<ContractsBean, Outcome<T>> work) {
        return switch (call(work)) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Declined<T> declined -> throw new AssertionError(declined);
        };
    }

    public <T> Outcome.Declined<T> declined(Function<ContractsBean, Outcome<T>> work) {
        return switch (call(work)) {
            case Outcome.Done<T> done -> throw new AssertionError(done);
            case Outcome.Declined<T> declined -> declined;
        };
    }

    public PartnerId partner(String name) {
        return done(bean -> bean.createPartner(ADMIN, new NewPartner(name, null, null))).id();
    }

    public PlanId plan(String name, long perSecond, long perDay) {
        NewPlan plan = new NewPlan(name, Money.of("0.0010", "EUR"), perSecond, perDay);
        return done(bean -> bean.publishPlan(ADMIN, plan)).ref().id();
    }

    /** Of the plan {@code demo}; for ever from the start of the year. */
    public static NewContract draft(PartnerId partner) {
        return new NewContract(
                partner,
                new PlanId("demo"),
                Set.of(CREDIT),
                Set.of(DECISION),
                new PolicyId("demo-masking"),
                Map.of(CREDIT, Set.of("internal_score")),
                Instant.parse("2026-01-01T00:00:00Z"),
                null);
    }

    public ContractView create(NewContract draft) {
        return done(bean -> bean.create(ADMIN, draft));
    }

    /** Partner, plan and a contract in force. */
    public ContractView active() {
        partner("Acme");
        plan("Demo", 100, 100_000);
        return activate(create(draft(ACME)));
    }

    public ContractView activate(ContractView draft) {
        ContractId id = draft.ref().id();
        move(ADMIN, id, ContractStep.OFFER);
        move(ACME_ADMIN, id, ContractStep.SIGN);
        return move(ADMIN, id, ContractStep.COUNTERSIGN);
    }

    public ContractView move(Caller caller, ContractId id, ContractStep step) {
        return done(bean -> bean.move(caller, id, step, null));
    }

    private static DataSource emptied() {
        try (var connection = SHARED.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "TRUNCATE partners.partner, partners.plan, partners.quota_lease,"
                            + " partners.usage_record CASCADE;"
                            + " ALTER SEQUENCE partners.contract_number RESTART");
            return SHARED;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
