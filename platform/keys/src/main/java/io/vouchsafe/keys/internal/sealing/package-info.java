/**
 * Owns: sealing of data at rest and blind indexes.
 *
 * <p>Promises: what was changed, cut or moved does not open.
 *
 * <p>Never: repeats a nonce on purpose, falls back to encryption without authentication.
 *
 * <p>Depends on: keys, the JDK's AES-GCM and HMAC.
 */
@NullMarked
package io.vouchsafe.keys.internal.sealing;

import org.jspecify.annotations.NullMarked;
