/**
 * Owns: tests of models that others made, against what others say they answer.
 *
 * <p>Promises: skipped visibly where the models are not there.
 *
 * <p>Never: part of what is shipped, nor are the models.
 *
 * <p>Depends on: scene; the data beside the checkout.
 */
@NullMarked
package io.vouchsafe.it.engine;

import org.jspecify.annotations.NullMarked;
