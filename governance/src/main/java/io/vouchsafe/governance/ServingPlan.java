package io.vouchsafe.governance;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import java.util.Map;
import java.util.Set;

/**
 * All that is deployed.
 *
 * @param deployed may answer
 * @param champions answers when no version is asked for; its value is in {@code deployed} or in
 *     {@code stopped}
 * @param stopped known, deployed once, must not answer
 * @param known every model name there is
 * @param rollouts aliases, canary, shadow of the models that have any
 */
public record ServingPlan(
        Map<ModelRef, DeployedVersion> deployed,
        Map<ModelName, ModelRef> champions,
        Set<ModelRef> stopped,
        Set<ModelName> known,
        Map<ModelName, Rollout> rollouts) {
    public ServingPlan {
        deployed = Map.copyOf(deployed);
        champions = Map.copyOf(champions);
        stopped = Set.copyOf(stopped);
        known = Set.copyOf(known);
        rollouts = Map.copyOf(rollouts);
    }

    /** A plan of champions alone. */
    public ServingPlan(
            Map<ModelRef, DeployedVersion> deployed,
            Map<ModelName, ModelRef> champions,
            Set<ModelRef> stopped,
            Set<ModelName> known) {
        this(deployed, champions, stopped, known, Map.of());
    }

    /** {@link Rollout#NONE} when the model has no traffic beside its champion's. */
    public Rollout rollout(ModelName model) {
        return rollouts.getOrDefault(model, Rollout.NONE);
    }
}
