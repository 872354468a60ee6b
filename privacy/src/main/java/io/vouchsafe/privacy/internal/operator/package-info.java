/**
 * Owns: the operators that every installation has.
 *
 * <p>Promises: a rewritten span keeps nothing but what its parameters ask to keep.
 *
 * <p>Never: searches a text; it is told where.
 *
 * <p>Depends on: privacy.spi.
 */
@NullMarked
package io.vouchsafe.privacy.internal.operator;

import org.jspecify.annotations.NullMarked;
