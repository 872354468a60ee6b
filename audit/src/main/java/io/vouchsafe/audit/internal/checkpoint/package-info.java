/**
 * Owns: checkpoints: when they are cut, who signs, where they are kept, what they are checked
 * against at start.
 *
 * <p>Promises: an entry is published soon after it is durable; a lost or changed database is
 * noticed at the next start.
 *
 * <p>Never: signs a tree that is not durable, or one that does not continue the last.
 *
 * <p>Depends on: keys, audit-verifier's notes, audit.internal.tree.
 */
@NullMarked
package io.vouchsafe.audit.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
