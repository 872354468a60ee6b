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
 */
public record ServingPlan(
        Map<ModelRef, DeployedVersion> deployed,
        Map<ModelName, ModelRef> champions,
        Set<ModelRef> stopped,
        Set<ModelName> known) {
    public ServingPlan {
        deployed = Map.copyOf(deployed);
        champions = Map.copyOf(champions);
        stopped = Set.copyOf(stopped);
        known = Set.copyOf(known);
    }
}
