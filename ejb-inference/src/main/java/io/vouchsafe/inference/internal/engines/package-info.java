/**
 * Owns: the choice of the engine for a model.
 *
 * <p>Promises: a model goes to the engine of its file, or is refused; one broken engine does not
 * stop the others.
 *
 * <p>Never: reads a model itself.
 *
 * <p>Depends on: the engines.
 */
@NullMarked
package io.vouchsafe.inference.internal.engines;

import org.jspecify.annotations.NullMarked;
