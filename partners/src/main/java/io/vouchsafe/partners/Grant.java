package io.vouchsafe.partners;

import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Units;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The terms a request was admitted on.
 *
 * @param maskingPolicy null when the contract names none
 * @param hiddenOutputs outputs of this model that the partner is not entitled to
 * @param units reserved
 * @param day whose quota was reserved, in UTC
 */
public record Grant(
        ContractRef contract,
        PartnerId partner,
        PlanRef plan,
        ModelName model,
        Purpose purpose,
        @Nullable PolicyId maskingPolicy,
        Set<String> hiddenOutputs,
        Units units,
        Money unitPrice,
        LocalDate day,
        RateLimit limit) {
    public Grant {
        hiddenOutputs = Set.copyOf(hiddenOutputs);
    }
}
