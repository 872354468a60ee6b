package io.vouchsafe.governance;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Snapshot;
import org.jspecify.annotations.Nullable;

/** The request path's question: which version answers? Read from memory. */
public interface Rollouts {
    /**
     * Chooses for one request: without version and label a share of them goes to the canary, and a
     * share of the champion's is copied to the shadow. The same key has the same answer for as long
     * as the rollout stays as it is.
     *
     * @param version null: by label, else the champion or the canary
     * @param label {@code champion}, or another alias; null: by version
     */
    Routing route(ModelName model, @Nullable Long version, @Nullable String label, TrafficKey key);

    /**
     * The version behind an address, whatever the shares: what a description describes.
     *
     * @param version null: the champion
     * @param label {@code champion}, or another alias; null: by version
     */
    Routing route(ModelName model, @Nullable Long version, @Nullable String label);

    /** What is deployed, for those who load models. */
    Snapshot<ServingPlan> plan();
}
