/**
 * Owns: what finds and what changes personal data: detectors and operators.
 *
 * <p>Promises: detectors and operators never know each other; they share only spans.
 *
 * <p>Never: sees a contract, a caller or a tensor.
 *
 * <p>Depends on: nothing.
 */
@NullMarked
package io.vouchsafe.privacy.spi;

import org.jspecify.annotations.NullMarked;
