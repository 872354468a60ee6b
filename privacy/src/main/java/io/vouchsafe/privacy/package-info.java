/**
 * Owns: masking policies and what they do to inputs, outputs and explanations.
 *
 * <p>Promises: no model sees an input that a policy has not passed, no protocol can encode an
 * output that was not released.
 *
 * <p>Never: logs a value, decides who may call.
 *
 * <p>Depends on: kernel, store, keys, audit.
 */
@NullMarked
package io.vouchsafe.privacy;

import org.jspecify.annotations.NullMarked;
