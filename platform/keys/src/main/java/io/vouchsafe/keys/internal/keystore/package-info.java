/**
 * Owns: the key store file, its password and the keys in memory.
 *
 * <p>Promises: a key store is either whole or absent, readable by its owner alone; what cannot be
 * opened is never replaced.
 *
 * <p>Never: prints a password or a key, makes a second store beside one that does not open.
 *
 * <p>Depends on: keys, Bouncy Castle (BCFKS, ML-DSA, certificates), the JDK's Ed25519.
 */
@NullMarked
package io.vouchsafe.keys.internal.keystore;

import org.jspecify.annotations.NullMarked;
