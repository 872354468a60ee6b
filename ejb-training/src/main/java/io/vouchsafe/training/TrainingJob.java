package io.vouchsafe.training;

import io.vouchsafe.kernel.ModelName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training job.
 *
 * @param progress 0 to 1
 * @param step what it is doing, such as {@code epoch 12 of 40}
 * @param version registered; null until it succeeded
 * @param metrics on data the model has not seen, such as {@code accuracy}
 * @param failure one sentence; null unless it failed
 */
public record TrainingJob(
        String id,
        String recipe,
        ModelName model,
        long seed,
        State state,
        double progress,
        String step,
        @Nullable Long version,
        Map<String, Double> metrics,
        @Nullable String failure,
        Instant startedAt) {
    /** Where it stands. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }
}
