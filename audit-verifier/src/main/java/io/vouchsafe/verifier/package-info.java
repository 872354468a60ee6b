/**
 * Owns: the mathematics and the formats of the transparency log, and the check of a receipt.
 *
 * <p>Promises: everything is verified from bytes alone, offline; an answer names what differs;
 * malformed input is never repaired.
 *
 * <p>Never: opens a connection, holds a long-lived private key, writes the log, or depends on the
 * server's libraries (so its sentences stand beside the checks rather than in a JBoss Logging
 * bundle).
 *
 * <p>Depends on: the JDK; Bouncy Castle in {@code internal.crypto} only; picocli in {@code
 * internal.cli} only.
 */
@NullMarked
package io.vouchsafe.verifier;

import org.jspecify.annotations.NullMarked;
