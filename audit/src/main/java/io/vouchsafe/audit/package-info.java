/**
 * Owns: the tamper-evident log: entries, receipts, checkpoints, search.
 *
 * <p>Promises: what append returned for is durable; change and event commit or roll back together;
 * nothing is written twice.
 *
 * <p>Never: answers from an entry that is not durable, stores a pseudonym or content in a body.
 *
 * <p>Depends on: kernel, store, keys, audit-verifier.
 */
@NullMarked
package io.vouchsafe.audit;

import org.jspecify.annotations.NullMarked;
