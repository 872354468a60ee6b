package io.vouchsafe.partners.internal;

import io.vouchsafe.kernel.ContractId;
import java.lang.invoke.MethodHandles;
import java.time.LocalDate;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Log lines of partners, 50000 to 59999. */
@MessageLogger(projectCode = "VOUCH")
public interface PartnersLog extends BasicLogger {
    PartnersLog LOG =
            Logger.getMessageLogger(
                    MethodHandles.lookup(), PartnersLog.class, "io.vouchsafe.partners");

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 50001,
            value =
                    "Quota of contract '%s' on %s could not be leased. Calls are refused with 503"
                            + " once the portion at hand is used. Check the database.")
    void leaseFailed(ContractId contract, LocalDate day, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 50002,
            value =
                    "%d unused calls of contract '%s' on %s could not be given back and are lost"
                            + " for that day.")
    void notGivenBack(long calls, ContractId contract, LocalDate day, @Cause Exception cause);
}
