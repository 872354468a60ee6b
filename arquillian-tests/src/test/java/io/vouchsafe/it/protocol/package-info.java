/**
 * Owns: tests of the protocols that other servers' clients speak, called as their documentation
 * shows.
 *
 * <p>Promises: no client of ours between the test and the wire.
 *
 * <p>Never: looks into the server.
 *
 * <p>Depends on: scene; the data beside the checkout.
 */
@NullMarked
package io.vouchsafe.it.protocol;

import org.jspecify.annotations.NullMarked;
