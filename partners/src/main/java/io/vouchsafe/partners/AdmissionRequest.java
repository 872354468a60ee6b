package io.vouchsafe.partners;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Units;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The question.
 *
 * @param purpose may be null when the contract names exactly one
 * @param contract null: the newest active one that entitles to the model
 */
public record AdmissionRequest(
        Caller caller,
        ModelName model,
        @Nullable Purpose purpose,
        @Nullable ContractId contract,
        Units units,
        Instant time) {}
