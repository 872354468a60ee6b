/**
 * Owns: a server of the world outside, for tests.
 *
 * <p>Promises: loopback only, free ports, stops what it starts.
 *
 * <p>Never: part of what ships.
 *
 * <p>Depends on: the JDK.
 */
@NullMarked
package io.vouchsafe.outbound.testing;

import org.jspecify.annotations.NullMarked;
