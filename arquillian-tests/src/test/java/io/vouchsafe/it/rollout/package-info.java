/**
 * Owns: tests of how traffic is spread over a model's versions.
 *
 * <p>Promises: what a receipt names is what answered.
 *
 * <p>Never: part of what is shipped.
 *
 * <p>Depends on: scene.
 */
@NullMarked
package io.vouchsafe.it.rollout;

import org.jspecify.annotations.NullMarked;
