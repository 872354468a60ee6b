package io.vouchsafe.privacy.internal;

import io.vouchsafe.kernel.PolicyRef;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Log lines of privacy, 30000 to 39999. A value is never a parameter. */
@MessageLogger(projectCode = "VOUCH")
public interface PrivacyLog extends BasicLogger {
    PrivacyLog LOG =
            Logger.getMessageLogger(
                    MethodHandles.lookup(), PrivacyLog.class, "io.vouchsafe.privacy");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 30101,
            value =
                    "Policy %s cannot be put in force: %s Contracts that name it are refused until"
                            + " a new revision is published.")
    void notInForce(PolicyRef policy, String problem);
}
