package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a refused request: no payload, so that thousands may be counted.
 *
 * @param contract that was looked at; null when none names the model for the caller
 * @param model that would have answered; null when it was not known yet
 * @param requested model name as the client gave it
 */
record Refusal(
        @Nullable ContractRef contract,
        @Nullable PartnerId partner,
        String caller,
        @Nullable Purpose purpose,
        @Nullable ModelRef model,
        String requested,
        Reason reason) {

    /** Refusals of the same contract (or caller, without one) and reason are counted together. */
    Key key() {
        return new Key(contract == null ? "caller " + caller : contract.toString(), reason);
    }

    /** Who was refused, and why. */
    record Key(String who, Reason reason) {}
}
