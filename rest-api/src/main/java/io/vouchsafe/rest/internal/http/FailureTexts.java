package io.vouchsafe.rest.internal.http;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Sentences for clients about failures that no module words itself. */
@MessageBundle(projectCode = "VOUCH", length = 5)
interface FailureTexts {
    FailureTexts TEXTS =
            Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), FailureTexts.class);

    @Message(
            id = Message.NONE,
            value = "Something broke on our side. Quote the request id when you report it.")
    String internalError();

    @Message(id = Message.NONE, value = "The body is larger than %d bytes.")
    String tooLarge(long limit);

    @Message(id = Message.NONE, value = "The body is larger than the server takes.")
    String tooLargeForServer();

    @Message(
            id = Message.NONE,
            value = "The audit log cannot be written now, so nothing was done. Try again.")
    String logUnavailable();

    @Message(
            id = Message.NONE,
            value = "This needs a role that you do not have. Ask an administrator.")
    String roleMissing();

    @Message(
            id = Message.NONE,
            value = "Somebody changed this at the same time; nothing was done. Read it again.")
    String concurrentChange();

    @Message(id = Message.NONE, value = "There is nothing at this address.")
    String noResource();

    @Message(
            id = Message.NONE,
            value = "This method is not offered here. The header Allow names those that are.")
    String notAllowed();

    @Message(id = Message.NONE, value = "There is no form of this that the header Accept allows.")
    String notAcceptable();

    @Message(id = Message.NONE, value = "The body's Content-Type is not understood here.")
    String mediaType();

    @Message(id = Message.NONE, value = "The request's path or parameters are not understood.")
    String badRequest();
}
