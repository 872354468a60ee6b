package io.vouchsafe.rest.internal.inference;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Sentences for clients about a call of a model, in any protocol. */
@MessageBundle(projectCode = "VOUCH", length = 5)
interface InferenceTexts {
    InferenceTexts TEXTS =
            Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), InferenceTexts.class);

    @Message(id = Message.NONE, value = "Too many large bodies are being read. Try again shortly.")
    String noRoom();

    @Message(id = Message.NONE, value = "There is no model or version at this address.")
    String noModel();

    @Message(id = Message.NONE, value = "Header '%s' is no valid value.")
    String badHeader(String name);
}
