package io.vouchsafe.rest.internal.http;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Sentences for clients about their request as such. */
@MessageBundle(projectCode = "VOUCH", length = 5)
public interface HttpTexts {
    HttpTexts TEXTS = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), HttpTexts.class);

    @Message(
            id = Message.NONE,
            value = "The body is larger than %d bytes. Send it in several requests.")
    String bodyTooLarge(long limit);

    @Message(id = Message.NONE, value = "Header '%s' has more than %d characters. Shorten it.")
    String headerTooLong(String name, int limit);

    @Message(
            id = Message.NONE,
            value = "The headers together have more than %d characters. Send fewer.")
    String headersTooLong(int limit);

    @Message(id = Message.NONE, value = "Header '%s' stands twice. Send it once.")
    String twice(String name);

    @Message(
            id = Message.NONE,
            value = "Content coding '%s' is not understood here. Send the body as it is.")
    String contentCoding(String coding);

    @Message(
            id = Message.NONE,
            value = "Content type '%s' is not understood here. Send application/json.")
    String contentType(String type);
}
