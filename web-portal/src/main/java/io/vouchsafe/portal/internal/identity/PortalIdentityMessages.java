package io.vouchsafe.portal.internal.identity;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jboss.logging.annotations.ValidIdRange;

/** Texts of the portal's identity; a token is never a parameter. */
@MessageBundle(projectCode = "VOUCH", length = 5)
@ValidIdRange(min = 90900, max = 90999)
interface PortalIdentityMessages {
    PortalIdentityMessages MESSAGES =
            Messages.getBundle(
                    java.lang.invoke.MethodHandles.lookup(), PortalIdentityMessages.class);

    @Message(id = 90900, value = "Nobody is signed in: this page is public. Protect it in web.xml.")
    IllegalStateException notSignedIn();

    @Message(
            id = 90901,
            value = "Claim '%s' of the token is missing or unusable. Correct the realm's mappers.")
    IllegalArgumentException badClaim(String claim);
}
