/**
 * Owns: tests of what is refused: wrong requests, foreign rows, hostile archives, wrong order.
 *
 * <p>Promises: a refusal is told in the form of its protocol, is audited, and leaves nothing.
 *
 * <p>Never: takes a refusal for granted without its reason.
 *
 * <p>Depends on: scene.
 */
@NullMarked
package io.vouchsafe.it.refusal;

import org.jspecify.annotations.NullMarked;
