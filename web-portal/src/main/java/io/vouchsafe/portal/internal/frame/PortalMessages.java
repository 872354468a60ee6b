package io.vouchsafe.portal.internal.frame;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;
import org.jspecify.annotations.Nullable;

/** What the portal logs; what a person typed is never a parameter. */
@MessageLogger(projectCode = "VOUCH", length = 5)
@ValidIdRange(min = 90000, max = 90099)
public interface PortalMessages extends BasicLogger {
    PortalMessages LOG =
            Logger.getMessageLogger(
                    java.lang.invoke.MethodHandles.lookup(),
                    PortalMessages.class,
                    "io.vouchsafe.portal");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 90000,
            value =
                    "Page '%s' failed; the person was shown reference %s. See the cause for what to"
                            + " mend.")
    void pageFailed(String page, String reference, @Cause @Nullable Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 90003,
            value =
                    "Page '%s' failed after its beginning was sent. See the cause for what to mend.")
    void pageBrokeOff(String page, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 90001,
            value =
                    "A form for '%s' came from site '%s' and was refused. If that site is a proxy of"
                            + " this portal, let it keep the Host header.")
    void foreignForm(String page, String origin);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 90002, value = "'%s' is unknown while a page is drawn; the page does without it.")
    void drawnWithout(String what, @Cause Throwable cause);
}
