/**
 * Owns: the detectors that every installation has.
 *
 * <p>Promises: time linear in the text, also when the text was made to hurt.
 *
 * <p>Never: changes a text, keeps one.
 *
 * <p>Depends on: privacy.spi, RE2/J.
 */
@NullMarked
package io.vouchsafe.privacy.internal.detect;

import org.jspecify.annotations.NullMarked;
