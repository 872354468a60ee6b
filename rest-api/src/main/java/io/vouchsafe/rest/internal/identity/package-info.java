/**
 * Owns: who the caller of an HTTP request is, from an access token or an API key.
 *
 * <p>Promises: one {@link io.vouchsafe.kernel.Caller} per request, made from that request's
 * credential alone and also known to the EJBs; a refusal in the body of the protocol that was
 * spoken.
 *
 * <p>Never: decides what a caller may do, keeps a credential, logs one.
 *
 * <p>Depends on: {@code kernel}, {@code partners.Integrations}, Jakarta Authentication, Nimbus
 * JOSE.
 */
@NullMarked
package io.vouchsafe.rest.internal.identity;

import org.jspecify.annotations.NullMarked;
