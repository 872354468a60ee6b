/**
 * Owns: TensorFlow: reading, checking, loading, running and explaining SavedModels.
 *
 * <p>Promises: nothing runs that was not checked first; native memory has one owner and is freed at
 * its close; wrong numbers at the self-check stop the engine.
 *
 * <p>Never: knows contracts, logs a value, trusts a file of the model.
 *
 * <p>Depends on: TensorFlow's C API (bindings of TensorFlow Java), the faces in spi.
 */
@NullMarked
package io.vouchsafe.inference.internal.tensorflow;

import org.jspecify.annotations.NullMarked;
