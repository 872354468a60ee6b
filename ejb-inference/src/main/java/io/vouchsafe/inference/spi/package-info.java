/**
 * Owns: what engines and explainers implement.
 *
 * <p>Promises: engines and explainers know no contract, share or alias.
 *
 * <p>Never: lets a native handle escape its owner.
 *
 * <p>Depends on: kernel, privacy.
 */
@NullMarked
package io.vouchsafe.inference.spi;

import org.jspecify.annotations.NullMarked;
