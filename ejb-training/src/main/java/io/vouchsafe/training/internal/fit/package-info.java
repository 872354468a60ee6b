/**
 * Owns: the graph of a small classifier, the loop that fits it, its export as a SavedModel.
 *
 * <p>Promises: native memory is freed on every way out; a model that learned nothing is refused.
 *
 * <p>Never: sees a partner's data, registers or deploys.
 *
 * <p>Depends on: recipes, TensorFlow.
 */
@NullMarked
package io.vouchsafe.training.internal.fit;

import org.jspecify.annotations.NullMarked;
