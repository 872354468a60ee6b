package io.vouchsafe.inference.internal.processing;

import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.util.List;
import java.util.Map;

/** One declared step from what the model gives to what a client gets; safe for concurrent use. */
sealed interface OutputStep permits ScoreStep, LabelStep {
    /** The model's output that it reads. */
    String takes();

    /** What the client gets instead. */
    List<TensorSpec> offers();

    /**
     * Computes each row by itself.
     *
     * @throws PredictionFailedException by the model's fault when it gave something else
     */
    Map<String, Tensor> finish(Tensor output);
}
