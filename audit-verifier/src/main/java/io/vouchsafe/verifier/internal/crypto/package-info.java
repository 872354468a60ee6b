/**
 * Owns: the two signature algorithms behind plain byte arrays.
 *
 * <p>Promises: verification answers false, never throws, whatever the bytes are.
 *
 * <p>Never: logs, keeps or prints key material.
 *
 * <p>Depends on: the JDK for Ed25519, Bouncy Castle's lightweight API (no security provider) for
 * ML-DSA-44.
 */
@NullMarked
package io.vouchsafe.verifier.internal.crypto;

import org.jspecify.annotations.NullMarked;
