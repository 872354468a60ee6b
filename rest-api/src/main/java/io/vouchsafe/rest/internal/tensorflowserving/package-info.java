/**
 * Owns: TensorFlow Serving's REST protocol: predict, classify, regress, status, metadata.
 *
 * <p>Promises: its unmodified clients work; numbers go straight between JSON and tensors and read
 * back exactly.
 *
 * <p>Never: quotes a value of a payload, which TensorFlow Serving's own errors do.
 *
 * <p>Depends on: ejb-inference, kernel, Jackson's streaming half.
 */
@NullMarked
package io.vouchsafe.rest.internal.tensorflowserving;

import org.jspecify.annotations.NullMarked;
