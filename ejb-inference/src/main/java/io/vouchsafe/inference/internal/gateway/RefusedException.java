package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.kernel.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A step on the way refuses; caught where the way begins. An exception, so that the steps read as
 * one line each and none can be taken after a refusal.
 */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient @Nullable Duration retryAfter;

    /**
     * @param detail one sentence for the client; no payload
     */
    RefusedException(Reason reason, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    RefusedException(Reason reason, String detail) {
        this(reason, detail, null);
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
