package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.EventRows;
import io.vouchsafe.audit.internal.committer.OutboxRows;
import io.vouchsafe.kernel.ReceiptId;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionRequiredException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;

/** Writes outbox rows on the caller's transaction and tells the committer of the commit. */
public final class Recorder {
    private final DataSource dataSource;
    private final TransactionSynchronizationRegistry transactions;
    private final Runnable knock;
    private final Clock clock;

    /**
     * Makes one.
     *
     * @param dataSource joins the caller's transaction
     */
    public Recorder(
            DataSource dataSource,
            TransactionSynchronizationRegistry transactions,
            Runnable knock,
            Clock clock) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.knock = knock;
        this.clock = clock;
    }

    /** As {@code AuditLog.record}. */
    public ReceiptId record(Event event) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new TransactionalException(
                    "record needs an active transaction", new TransactionRequiredException());
        }
        ReceiptId id = ReceiptId.fresh();
        try (Connection connection = dataSource.getConnection()) {
            OutboxRows.insert(connection, EventRows.row(id, clock.instant(), event));
        } catch (SQLException fault) {
            throw AuditMessages.LOG.notRecorded(event.type(), fault);
        }
        transactions.registerInterposedSynchronization(new Knock());
        return id;
    }

    /** Refuses a caller that holds a transaction: it would hold it while it waits. */
    public void requireNone() {
        if (transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
            throw AuditMessages.LOG.insideTransaction();
        }
    }

    private final class Knock implements Synchronization {
        @Override
        public void beforeCompletion() {
            // nothing to do before the row is durable
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                knock.run();
            }
        }
    }
}
