/**
 * Owns: every call that leaves the suite over HTTP.
 *
 * <p>Promises: the address that was checked is the address that is connected; every call ends, and
 * no answer is larger than its caller said.
 *
 * <p>Never: follows a redirect, keeps a cookie, trusts a certificate that the JVM does not, puts a
 * body or a header into a message.
 *
 * <p>Depends on: Apache HttpComponents.
 */
@NullMarked
package io.vouchsafe.outbound;

import org.jspecify.annotations.NullMarked;
