package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Event;
import io.vouchsafe.governance.internal.rollout.PlanSource;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.store.Snapshots;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.exception.ConstraintViolationException;

/**
 * How every change ends: written, recorded, announced, all in the caller's transaction. A conflict
 * with somebody else's change is found here, before the event, and rolls everything back.
 */
@Dependent
class Changes {
    private final Models models;
    private final AuditLog log;
    private final Snapshots snapshots;
    private final Clock clock;

    @Resource(lookup = "java:jboss/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transaction;

    @Inject
    Changes(Models models, AuditLog log, Snapshots snapshots) {
        this.models = models;
        this.log = log;
        this.snapshots = snapshots;
        this.clock = Clock.systemUTC();
    }

    Changes(
            Models models,
            AuditLog log,
            Snapshots snapshots,
            Clock clock,
            TransactionSynchronizationRegistry transaction) {
        this.models = models;
        this.log = log;
        this.snapshots = snapshots;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** As precise as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A change that nobody serves by.
     *
     * @param what the model or version, for the sentence about a conflict
     */
    <T> Outcome<T> save(T value, Object what, Event event) {
        try {
            models.flush();
        } catch (OptimisticLockException | ConstraintViolationException somebodyWasFaster) {
            return rolledBack(Declines.concurrentChange(what.toString()));
        }
        log.record(event);
        return Outcome.done(value);
    }

    /** A change that the serving plan shows, here at once and elsewhere within a second. */
    <T> Outcome<T> saveServing(T value, Object what, Event event) {
        Outcome<T> saved = save(value, what, event);
        if (saved instanceof Outcome.Done) {
            snapshots.changed(PlanSource.NAME);
        }
        return saved;
    }

    /** A decline after rows were written: they must go. */
    <T> Outcome<T> rolledBack(Outcome<T> declined) {
        transaction.setRollbackOnly();
        return declined;
    }
}
