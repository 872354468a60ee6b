package io.vouchsafe.inference.internal.batching;

import java.time.Duration;

/** There is no place for this call now; nothing was computed. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY = Duration.ofSeconds(1);

    OverloadedException() {
        super("All places for model calls are taken.", null, false, false);
    }

    /** When it may be tried again. */
    public Duration retryAfter() {
        return RETRY;
    }
}
