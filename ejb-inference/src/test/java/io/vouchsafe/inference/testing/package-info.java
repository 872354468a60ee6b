/**
 * Owns: models for tests: small SavedModels, honest and evil.
 *
 * <p>Promises: the same bytes and numbers each time.
 *
 * <p>Never: is part of what is deployed.
 *
 * <p>Depends on: TensorFlow Java in graph mode, its protocol buffers.
 */
@NullMarked
package io.vouchsafe.inference.testing;

import org.jspecify.annotations.NullMarked;
