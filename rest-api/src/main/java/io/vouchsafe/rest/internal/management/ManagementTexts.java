package io.vouchsafe.rest.internal.management;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Sentences for clients of our own API. */
@MessageBundle(projectCode = "VOUCH", length = 5)
interface ManagementTexts {
    ManagementTexts TEXTS =
            Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), ManagementTexts.class);

    @Message(id = Message.NONE, value = "There is no %s '%s'.")
    String unknown(String kind, String id);

    @Message(id = Message.NONE, value = "Parameter '%s' is no %s.")
    String badParameter(String name, String expected);

    @Message(id = Message.NONE, value = "A comment has at most %d characters.")
    String commentTooLong(int limit);

    @Message(
            id = Message.NONE,
            value =
                    "This key lacks the scope 'manage'. Use a key that has it, or a person's token.")
    String scopeMissing();

    @Message(id = Message.NONE, value = "Parameters 'contract' is needed with 'from' and 'to'.")
    String contractNeeded();

    @Message(
            id = Message.NONE,
            value = "A span has at most %d days and does not end before it starts.")
    String badSpan(int days);

    @Message(id = Message.NONE, value = "The text is not UTF-8.")
    String notUtf8();

    @Message(id = Message.NONE, value = "A rule names either an 'input' or an 'output'.")
    String inputOrOutput();
}
