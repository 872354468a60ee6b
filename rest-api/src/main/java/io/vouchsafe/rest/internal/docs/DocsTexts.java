package io.vouchsafe.rest.internal.docs;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** Sentences for those who look for the page. */
@MessageBundle(projectCode = "VOUCH", length = 5)
interface DocsTexts {
    DocsTexts TEXTS = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), DocsTexts.class);

    @Message(id = Message.NONE, value = "There is no such file. The page is at /api/docs.")
    String noFile();
}
