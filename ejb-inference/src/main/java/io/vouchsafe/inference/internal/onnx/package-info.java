/**
 * Owns: ONNX Runtime: reading, checking, loading and running ONNX models.
 *
 * <p>Promises: nothing runs that was not checked first; native memory has one owner and is freed at
 * its close; wrong numbers at the self-check stop the engine.
 *
 * <p>Never: knows contracts, loads another library, trusts a file of the model, logs a value.
 *
 * <p>Depends on: ONNX Runtime's Java binding, protobuf's wire format, the faces in spi.
 */
@NullMarked
package io.vouchsafe.inference.internal.onnx;

import org.jspecify.annotations.NullMarked;
