/**
 * Owns: TensorFlow Java by itself, and through the engine.
 *
 * <p>Promises: both do the same work: values of Java in, values of Java out.
 *
 * <p>Never: needs a server.
 *
 * <p>Depends on: TensorFlow Java, ejb-inference.
 */
@NullMarked
package io.vouchsafe.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
