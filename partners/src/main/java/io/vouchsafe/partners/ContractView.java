package io.vouchsafe.partners;

import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A contract, for people of either side. */
public record ContractView(
        ContractRef ref,
        ContractState state,
        PartnerId partner,
        PlanView plan,
        Set<ModelName> models,
        Set<Purpose> purposes,
        @Nullable PolicyId maskingPolicy,
        Map<ModelName, Set<String>> hiddenOutputs,
        Instant validFrom,
        @Nullable Instant validTo,
        List<Step> history) {
    /** One step of its life. */
    public record Step(ContractState state, String by, Instant at, @Nullable String comment) {}
}
