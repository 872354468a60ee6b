/**
 * Owns: explanations by trial: what a prediction becomes when parts of the input are taken out.
 *
 * <p>Promises: works for any engine, since it only predicts; the same row gives the same
 * explanation, alone or in a batch; says how exact it is.
 *
 * <p>Never: sees anything but masked input, keeps a value after the call.
 *
 * <p>Depends on: the spi, governance's model card, privacy's masked input.
 */
@NullMarked
package io.vouchsafe.inference.internal.explanation;

import org.jspecify.annotations.NullMarked;
