/**
 * Owns: who looks at the portal, coming back from the sign-in, and signing out.
 *
 * <p>Promises: the same {@link io.vouchsafe.kernel.Caller} for a person as the API makes from that
 * person's token; after signing out no session is left, here or at the identity provider.
 *
 * <p>Never: asks for a password, keeps a token outside the session.
 *
 * <p>Depends on: {@code kernel}, WildFly's OpenID Connect client, Undertow.
 */
@NullMarked
package io.vouchsafe.portal.internal.identity;

import org.jspecify.annotations.NullMarked;
