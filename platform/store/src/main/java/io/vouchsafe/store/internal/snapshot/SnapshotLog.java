package io.vouchsafe.store.internal.snapshot;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import jakarta.transaction.TransactionRequiredException;
import jakarta.transaction.TransactionalException;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Messages of the snapshots. */
@MessageLogger(projectCode = "VOUCH")
@ValidIdRange(min = 10100, max = 10149)
interface SnapshotLog {
    SnapshotLog LOG =
            Logger.getMessageLogger(
                    MethodHandles.lookup(), SnapshotLog.class, "io.vouchsafe.store");

    @LogMessage(level = WARN)
    @Message(
            id = 10100,
            value =
                    "Revisions could not be read %d times in a row; this node is not ready until"
                            + " the database answers.")
    void missed(int times, @Cause Throwable cause);

    @LogMessage(level = INFO)
    @Message(id = 10101, value = "Revisions are read again after %d missed reads.")
    void recovered(int times);

    @LogMessage(level = ERROR)
    @Message(
            id = 10102,
            value =
                    "Snapshot '%s' could not be loaded and keeps its former value; it is tried"
                            + " again with the next read.")
    void loadFailed(String name, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(
            id = 10103,
            value = "A listener of snapshot '%s' failed on revision %d; the value is in force.")
    void listenerFailed(String name, long revision, @Cause Throwable cause);

    @Message(
            id = 10104,
            value = "Snapshot '%s' was changed outside a transaction. Begin one first.")
    TransactionalException transactionRequired(
            String name, @Cause TransactionRequiredException cause);

    @Message(id = 10105, value = "Snapshot '%s' could not be loaded. Look at the database first.")
    SnapshotUnavailableException unavailable(String name, @Cause Throwable cause);

    @Message(
            id = 10106,
            value = "The revision of the changed snapshots %s was not written; roll back.")
    SnapshotUnavailableException notWritten(String names, @Cause Throwable cause);
}
