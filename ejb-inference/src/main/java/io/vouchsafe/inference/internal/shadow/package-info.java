/**
 * Owns: what shadows compute and how it differs from what was answered.
 *
 * <p>Promises: a copy is computed on masked input only, in the background, one at a time; nothing
 * of it is answered, billed or kept but counts.
 *
 * <p>Never: delays an answer, or grows a queue without bound.
 *
 * <p>Depends on: governance, the pool of models.
 */
@NullMarked
package io.vouchsafe.inference.internal.shadow;

import org.jspecify.annotations.NullMarked;
