package io.vouchsafe.rest.internal.log;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Sentences for readers of the log. */
@MessageBundle(projectCode = "VOUCH", length = 5)
interface LogTexts {
    LogTexts TEXTS = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), LogTexts.class);

    @Message(
            id = Message.NONE,
            value = "The log has no checkpoint yet: nothing was published. Try again.")
    String noCheckpoint();

    @Message(id = Message.NONE, value = "The published log has no such tile.")
    String noTile();

    @Message(id = Message.NONE, value = "There is no receipt with this id that you may read.")
    String noReceipt();

    @Message(
            id = Message.NONE,
            value =
                    "The entry's content was aged out by the retention rules; its place %d in the"
                            + " log stays.")
    String aged(long index);

    @Message(
            id = Message.NONE,
            value = "The entry is durable at place %d, but no checkpoint covers it yet. Try again.")
    String pending(long index);
}
