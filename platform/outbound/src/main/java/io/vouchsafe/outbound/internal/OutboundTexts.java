package io.vouchsafe.outbound.internal;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jboss.logging.annotations.ValidIdRange;

/** What calling out says; ids 12000 to 12999. Neither a body nor a path is a parameter. */
@MessageBundle(projectCode = "VOUCH", length = 5)
@ValidIdRange(min = 12000, max = 12999)
interface OutboundTexts {
    OutboundTexts TEXTS = Messages.getBundle(MethodHandles.lookup(), OutboundTexts.class);

    @Message(
            id = 12000,
            value =
                    "Host '%s' has an address that must not be called. If it is your own, allow it in"
                            + " %s.")
    String addressRefused(String host, String setting);

    @Message(id = 12001, value = "Host '%s' is not known to the name service.")
    String hostUnknown(String host);

    @Message(id = 12002, value = "Host '%s' does not answer. Check its address and port.")
    String unreachable(String host);

    @Message(
            id = 12003,
            value =
                    "Host '%s' shows a certificate that is not trusted. Check it, or the JVM's list.")
    String notTrusted(String host);

    @Message(id = 12004, value = "Host '%s' did not answer in time.")
    String timeout(String host);

    @Message(id = 12005, value = "Host '%s' broke off, or answered no HTTP.")
    String brokenOff(String host);

    @Message(id = 12006, value = "Host '%s' answered with more than %d bytes.")
    String tooLarge(String host, long limit);
}
