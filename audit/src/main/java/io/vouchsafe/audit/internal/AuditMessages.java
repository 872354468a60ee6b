package io.vouchsafe.audit.internal;

import io.vouchsafe.audit.LogUnavailableException;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Texts of the audit module. */
@MessageLogger(projectCode = "VOUCH", length = 5)
@ValidIdRange(min = 20000, max = 29999)
public interface AuditMessages {
    AuditMessages LOG =
            Logger.getMessageLogger(
                    java.lang.invoke.MethodHandles.lookup(),
                    AuditMessages.class,
                    "io.vouchsafe.audit");

    // what callers are told

    @Message(id = 20001, value = "The audit log's queue is full. Try again in a second.")
    LogUnavailableException queueFull();

    @Message(id = 20002, value = "The audit log has stopped. Try again when the node is ready.")
    LogUnavailableException stopped();

    @Message(
            id = 20003,
            value =
                    "Entry %s was not known to be durable in time. Try again with the same id: it is never written twice.")
    LogUnavailableException tooSlow(Object receipt);

    @Message(id = 20004, value = "The audit log could not take entry %s; a FAULT entry says so.")
    LogUnavailableException rejected(Object receipt, @Cause Throwable cause);

    @Message(
            id = 20005,
            value =
                    "append was called inside a transaction. Use record for state changes, or call it after the commit.")
    IllegalStateException insideTransaction();

    @Message(id = 20006, value = "The outbox row of event '%s' was not written.")
    LogUnavailableException notRecorded(String type, @Cause Throwable cause);

    @Message(id = 20007, value = "The audit log's database does not answer. Try again later.")
    LogUnavailableException notReadable(@Cause Throwable cause);

    // what the operator is told

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 20010, value = "Audit log '%s' is open at size %d, root %s.")
    void open(String origin, long size, String root);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 20011, value = "Audit log '%s' is closed at size %d.")
    void closed(String origin, long size);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 20012,
            value =
                    "The audit log cannot write: SQL state %s. Nothing is answered until the database is back; trying again.")
    void notWritable(String sqlState, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 20013, value = "The audit log can write again.")
    void writableAgain();

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 20014,
            value =
                    "Entry %s cannot be written (%s); its caller was refused and a FAULT entry stands in its place. Look at the cause below; events are kept in audit.outbox with 'parked' set.")
    void culprit(Object receipt, String cause, @Cause Throwable fault);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 20015, value = "Not even the FAULT entry for %s can be written.")
    void faultNotWritten(Object receipt, @Cause Throwable fault);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 20016,
            value =
                    "The database runs with fsync=%s: a crash of its machine can lose acknowledged entries. Set fsync=on.")
    void notDurable(String fsync);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 20017,
            value =
                    "audit.head does not fit audit.entry: entry %d is there although the head has not counted it. The log takes nothing until the tables are restored from one backup.")
    void headBroken(long index);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 20018, value = "The committer hit an unexpected fault and goes on.")
    void unexpected(@Cause Throwable fault);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20019, value = "No checkpoint was cut; trying again.")
    void noCheckpoint(@Cause Throwable fault);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 20020,
            value =
                    "The database has a log of %d entries, but '%s' holds no checkpoint of it. Until the next one, a loss of newest entries would not be noticed.")
    void noLocalCheckpoint(long size, Object file);

    // why the boot stops

    @Message(
            id = 20030,
            value =
                    "The database holds %d log entries, but '%s' vouches for %d: entries were lost. Restore the newest backup of the database. If the loss is accepted, move the file away; auditors will see it.")
    IllegalStateException smaller(long size, Object file, long vouched);

    @Message(
            id = 20031,
            value =
                    "The log in the database contradicts the checkpoint of size %d in '%s': root %s there, %s here. Restore the database that belongs to this data folder, or move the file away if the log was replaced on purpose.")
    IllegalStateException inconsistent(long size, Object file, String vouched, String found);

    @Message(
            id = 20032,
            value =
                    "The log in the database was signed with other keys than those of key store '%s'. Restore that file (and its password) from the backup that belongs to this database, or check VOUCHSAFE_LOG_ORIGIN, which is now '%s' and was '%s'.")
    IllegalStateException otherKeys(String location, String origin, String originBefore);

    @Message(
            id = 20033,
            value =
                    "Key store '%s' is missing, but the database has a log signed by '%s'. Restore the file and its password from a backup; a new one cannot continue this log.")
    IllegalStateException keysMissing(String location, String origin);

    @Message(
            id = 20034,
            value =
                    "audit.head contradicts the log's own rows at size %d: root %s there, %s from the rows. Restore the database from a backup; the log is not continued.")
    IllegalStateException headContradicts(long size, String head, String rows);

    @Message(
            id = 20035,
            value =
                    "Checkpoint file '%s' cannot be written. Check that VOUCHSAFE_DATA is writable.")
    IllegalStateException checkpointFile(Object file, @Cause Throwable cause);

    @Message(id = 20036, value = "'%s' is no cursor of this list. Start without one.")
    IllegalArgumentException noCursor(String cursor);

    @Message(id = 20037, value = "Entry %d is missing in the database.")
    IllegalStateException entryMissing(long index);

    @Message(id = 20038, value = "Node %d of level %d is missing in the database.")
    IllegalStateException nodeMissing(long index, int level);
}
