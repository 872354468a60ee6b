/**
 * Owns: the log's outside: checkpoint, keys, tiles, receipts.
 *
 * <p>Promises: what is given out is covered by a signed checkpoint and verifies by itself; a
 * partner gets its own receipts only.
 *
 * <p>Never: says whether a receipt that is not the caller's exists.
 *
 * <p>Depends on: audit.internal.checkpoint, audit.internal.tree.
 */
@NullMarked
package io.vouchsafe.audit.internal.receipts;

import org.jspecify.annotations.NullMarked;
