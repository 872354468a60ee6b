/**
 * Owns: key stores, signing keys and sealing.
 *
 * <p>Promises: no private or secret key leaves this module; a wrong or missing key store stops the
 * boot with a sentence.
 *
 * <p>Never: logs key material, falls back to a weaker algorithm.
 *
 * <p>Depends on: kernel, the JDK's providers, Bouncy Castle.
 */
@NullMarked
package io.vouchsafe.keys;

import org.jspecify.annotations.NullMarked;
