package io.vouchsafe.rest.internal.identity;

import java.net.URI;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Texts of identity; a credential is never a parameter. */
@MessageLogger(projectCode = "VOUCH", length = 5)
@ValidIdRange(min = 80900, max = 80999)
interface IdentityMessages extends BasicLogger {
    IdentityMessages MESSAGES =
            Logger.getMessageLogger(
                    java.lang.invoke.MethodHandles.lookup(),
                    IdentityMessages.class,
                    "io.vouchsafe.rest.identity");

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 80900,
            value = "Tokens are accepted from issuer '%s' for audience '%s', keys at '%s'.")
    void ready(String issuer, String audience, URI keys);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 80901,
            value =
                    "Signing keys of '%s' cannot be read (%s): callers with a token get 503, keys"
                            + " still work. Check that the identity provider is up.")
    void keysUnavailable(String issuer, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 80902, value = "A credential could not be checked; the caller got 503.")
    void checkFailed(@Cause Throwable cause);

    @Message(
            id = 80903,
            value = "Identity is misconfigured: %s. Correct the environment and start again.")
    IllegalStateException badConfiguration(String problems);

    @Message(
            id = 80904,
            value = "Claim '%s' of the token is missing or unusable. Correct the realm's mappers.")
    IllegalArgumentException badClaim(String claim);

    @Message(
            id = 80905,
            value =
                    "The request has no caller: its path is public. Ask for a credential in web.xml.")
    IllegalStateException noCaller();
}
