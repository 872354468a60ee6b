package io.vouchsafe.partners;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contract to be.
 *
 * @param models at least one
 * @param purposes at least one
 * @param hiddenOutputs model to outputs the partner will not see
 * @param validTo null: until terminated
 */
public record NewContract(
        PartnerId partner,
        PlanId plan,
        Set<ModelName> models,
        Set<Purpose> purposes,
        @Nullable PolicyId maskingPolicy,
        Map<ModelName, Set<String>> hiddenOutputs,
        Instant validFrom,
        @Nullable Instant validTo) {}
