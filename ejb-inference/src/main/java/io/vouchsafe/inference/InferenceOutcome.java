package io.vouchsafe.inference;

import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.partners.RateLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a request. Each is already in the log, except where {@code settled} is null. */
public sealed interface InferenceOutcome {
    /** Send {@code body}. */
    record Answered(byte[] body, ModelRef model, Sequenced settled, RateLimit limit)
            implements InferenceOutcome {}

    /**
     * Nothing was run for the client.
     *
     * @param detail one sentence for the client; no payload
     * @param settled null when counted into a later entry, or when the log cannot be written
     */
    record Refused(
            Reason reason,
            String detail,
            @Nullable Sequenced settled,
            @Nullable Duration retryAfter,
            @Nullable RateLimit limit)
            implements InferenceOutcome {}

    /** Something broke; not charged. */
    record Faulted(Reason reason, String detail, @Nullable Sequenced settled)
            implements InferenceOutcome {}
}
