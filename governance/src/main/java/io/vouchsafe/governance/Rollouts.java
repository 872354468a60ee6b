package io.vouchsafe.governance;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Snapshot;
import org.jspecify.annotations.Nullable;

/** The request path's question: which version answers? Read from memory. */
public interface Rollouts {
    /**
     * Chooses.
     *
     * @param version null: the champion
     * @param label {@code champion}, or another alias; null: by version
     */
    Routing route(ModelName model, @Nullable Long version, @Nullable String label);

    /** What is deployed, for those who load models. */
    Snapshot<ServingPlan> plan();
}
