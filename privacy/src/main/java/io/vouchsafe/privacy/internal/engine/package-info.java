/**
 * Owns: applying a compiled policy to tensors and explanations.
 *
 * <p>Promises: what no rule names passes as the same object; what a rule removes is nowhere in the
 * result.
 *
 * <p>Never: reads the database, makes a proof of release by itself.
 *
 * <p>Depends on: privacy.spi, kernel.
 */
@NullMarked
package io.vouchsafe.privacy.internal.engine;

import org.jspecify.annotations.NullMarked;
