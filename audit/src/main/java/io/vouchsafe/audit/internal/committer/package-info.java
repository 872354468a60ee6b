/**
 * Owns: writing: the queue, the one writer, the fused statement, the outbox's way into the log.
 *
 * <p>Promises: an answered append is durable; nothing is written twice; one bad entry does not stop
 * the others; several nodes may write to one database.
 *
 * <p>Never: takes part in a JTA transaction, lets a caller wait longer than its patience.
 *
 * <p>Depends on: audit.internal.body, audit-verifier's frontier, a data source in auto-commit mode.
 */
@NullMarked
package io.vouchsafe.audit.internal.committer;

import org.jspecify.annotations.NullMarked;
