package io.vouchsafe.partners.internal.admission;

import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.partners.ContractState;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contract as admission reads it.
 *
 * @param validTo exclusive
 */
record Terms(
        ContractRef contract,
        ContractState state,
        PartnerId partner,
        PlanRef plan,
        Money unitPrice,
        long requestsPerSecond,
        long callsPerDay,
        Set<ModelName> models,
        Set<Purpose> purposes,
        @Nullable PolicyId maskingPolicy,
        Map<ModelName, Set<String>> hiddenOutputs,
        Instant validFrom,
        @Nullable Instant validTo) {
    Terms {
        models = Set.copyOf(models);
        purposes = Set.copyOf(purposes);
        hiddenOutputs = Map.copyOf(hiddenOutputs);
    }

    boolean isInForce(Instant time) {
        return state == ContractState.ACTIVE && hasBegun(time) && !hasEnded(time);
    }

    boolean hasBegun(Instant time) {
        return !time.isBefore(validFrom);
    }

    boolean hasEnded(Instant time) {
        return validTo != null && !time.isBefore(validTo);
    }
}
