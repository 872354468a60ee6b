package io.vouchsafe.partners;

import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer of {@link Contracts#admit}. */
public sealed interface Admission {
    /** Go on, on these terms. */
    record Granted(Grant grant) implements Admission {}

    /**
     * Go away.
     *
     * @param contract that was looked at; null when none names the model for this caller
     * @param detail one sentence for the client
     * @param retryAfter null when waiting does not help
     */
    record Refused(
            Reason reason,
            @Nullable ContractRef contract,
            String detail,
            @Nullable Duration retryAfter,
            @Nullable RateLimit limit)
            implements Admission {}
}
