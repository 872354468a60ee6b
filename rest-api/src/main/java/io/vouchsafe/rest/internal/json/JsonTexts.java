package io.vouchsafe.rest.internal.json;

import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Sentences for clients about the JSON they sent. */
@MessageBundle(projectCode = "VOUCH", length = 5)
interface JsonTexts {
    JsonTexts TEXTS = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), JsonTexts.class);

    @Message(id = Message.NONE, value = "The body is empty. Send a JSON object.")
    MalformedBodyException empty();

    @Message(id = Message.NONE, value = "The body is no valid JSON near line %d, column %d.")
    MalformedBodyException notJson(int line, int column);

    @Message(id = Message.NONE, value = "Member '%s' is not known here.")
    String unknownMember(String name);

    @Message(id = Message.NONE, value = "Member '%s' stands twice.")
    String duplicateMember(String name);

    @Message(id = Message.NONE, value = "Expected is %s.")
    String wrongType(String expected);

    @Message(id = Message.NONE, value = "Member '%s' is missing.")
    String missing(String name);

    @Message(id = Message.NONE, value = "Null is no value here.")
    String nullElement();

    @Message(id = Message.NONE, value = "Expected is an ISO 4217 currency code, such as EUR.")
    String noCurrency();

    @Message(
            id = Message.NONE,
            value = "Expected is an amount as text with at most ten decimals, such as \"0.0010\".")
    String noAmount();

    @Message(
            id = Message.NONE,
            value = "Expected is a time such as 2026-11-23T08:00:00Z, or a day such as 2026-11-23.")
    String noInstant();

    @Message(id = Message.NONE, value = "Expected is a day such as 2026-11-23.")
    String noDay();
}
