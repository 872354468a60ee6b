package io.vouchsafe.training;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;

/** Trains a model from a recipe and registers it as a DRAFT version, in the background. */
public interface Training {
    /**
     * Starts a job; for model owners. Creates the model when it does not exist.
     *
     * @param recipe {@code credit-risk} or {@code message-topic}
     * @param seed of the data generator, the split and the initial weights
     */
    Outcome<TrainingJob> start(Caller caller, String recipe, ModelName model, long seed);

    Outcome<TrainingJob> job(Caller caller, String id);

    /** Newest first. */
    Page<TrainingJob> jobs(Caller caller);
}
