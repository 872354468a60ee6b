package io.vouchsafe.governance.internal;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jboss.logging.annotations.ValidIdRange;

/** Exceptions of the registry and, without ids, the sentences a declined person reads. */
@MessageBundle(projectCode = "VOUCH")
@ValidIdRange(min = 40000, max = 40099)
public interface GovernanceMessages {
    GovernanceMessages TEXTS = Messages.getBundle(MethodHandles.lookup(), GovernanceMessages.class);

    @Message(
            id = 40000,
            value = "Column governance.%s holds no JSON of ours. Restore the row from a back-up.")
    IllegalStateException unreadableColumn(String column, @Cause Throwable cause);

    @Message(
            id = 40001,
            value = "The files of '%s' could not be stored. Look at the database first.")
    GovernanceFaultException notStored(String version, @Cause Throwable cause);

    @Message(
            id = Message.NONE,
            value = "There is no model '%s'. Create it first, or look at its spelling.")
    String unknownModel(String model);

    @Message(id = Message.NONE, value = "There is no version '%s'. Register it first.")
    String unknownVersion(String version);

    @Message(id = Message.NONE, value = "Model '%s' exists already. Choose another name.")
    String modelExists(String model);

    @Message(id = Message.NONE, value = "Version '%s' exists already. Choose another number.")
    String versionExists(String version);

    @Message(
            id = Message.NONE,
            value = "'%s' is %s, so it cannot be %s: that takes %s. Look at its history.")
    String wrongState(String version, String state, String verb, String from);

    @Message(
            id = Message.NONE,
            value =
                    "'%s' registered or submitted '%s', so somebody else must decide. Ask another"
                            + " approver.")
    String fourEyes(String caller, String version);

    @Message(id = Message.NONE, value = "'%s' lacks the role approver. Ask an approver to decide.")
    String approverRoleMissing(String caller);

    @Message(id = Message.NONE, value = "'%s' is not the champion. Roll back the version that is.")
    String notChampion(String version);

    @Message(
            id = Message.NONE,
            value = "No champion came before '%s'. Stop it, or deploy another version.")
    String noFormerChampion(String version);

    @Message(
            id = Message.NONE,
            value =
                    "The champion before, '%s', is %s, so it cannot answer. Resume it first, or deploy"
                            + " another version.")
    String formerChampionNotDeployed(String version, String state);

    @Message(
            id = Message.NONE,
            value = "'%s' was changed by somebody else meanwhile. Look at it and try again.")
    String concurrentChange(String what);

    @Message(
            id = Message.NONE,
            value = "The comment has %d characters, but at most %d fit. Shorten it.")
    String commentTooLong(int length, int most);

    @Message(
            id = Message.NONE,
            value = "The card has %d characters, but at most %d fit. Shorten it.")
    String cardTooLong(int length, int most);

    @Message(id = Message.NONE, value = "The model's files were not accepted: %s")
    String filesRefused(String reason);

    @Message(
            id = Message.NONE,
            value = "'%s' has no signature, so nobody could call it. Export one with the model.")
    String noSignature(String version);
}
