package io.vouchsafe.inference.internal.processing;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Tensor;
import java.util.Map;

/** A running step before the model; safe for concurrent use. */
interface Preparation extends AutoCloseable {
    /**
     * Computes the model's inputs, each row by itself.
     *
     * @param inputs holds the step's own, with {@code rows} rows each
     * @throws PredictionFailedException with what is wrong with which row, when one is
     */
    Map<String, Tensor> prepare(Map<String, Tensor> inputs, int rows, Deadline deadline);

    @Override
    default void close() {}
}
