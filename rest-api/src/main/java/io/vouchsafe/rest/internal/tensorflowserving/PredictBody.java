package io.vouchsafe.rest.internal.tensorflowserving;

import io.vouchsafe.kernel.Payload;

/**
 * A decoded {@code :predict}.
 *
 * @param signature that it calls
 * @param rows it came as {@code instances}, and so goes the answer
 */
record PredictBody(String signature, Payload inputs, boolean rows) {}
