package io.vouchsafe.rest.internal.http;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Texts for the operator; identity has its own from 80900. */
@MessageLogger(projectCode = "VOUCH", length = 5)
@ValidIdRange(min = 80000, max = 80899)
public interface RestMessages extends BasicLogger {
    RestMessages LOG =
            Logger.getMessageLogger(
                    java.lang.invoke.MethodHandles.lookup(),
                    RestMessages.class,
                    "io.vouchsafe.rest");

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 80001,
            value = "The API takes requests of up to %d bytes and archives of up to %d bytes.")
    void started(int maxRequestBytes, long maxUploadBytes);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 80002,
            value =
                    "Request '%s' (%s %s) failed; the client was told this id and status 500. See"
                            + " the cause.")
    void failed(String requestId, String method, String path, @Cause Throwable cause);

    @Message(
            id = 80003,
            value = "The API is misconfigured: %s. Correct the environment and start again.")
    IllegalStateException badConfiguration(String problems);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 80004,
            value =
                    "Request '%s' (%s %s) could not be recorded in the log and was answered 503."
                            + " Check the database.")
    void logUnavailable(String requestId, String method, String path, @Cause Throwable cause);
}
