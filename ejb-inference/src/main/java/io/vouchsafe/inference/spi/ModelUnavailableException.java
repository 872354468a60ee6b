package io.vouchsafe.inference.spi;

import java.time.Duration;

/** The model cannot answer now, whatever the input; later it may: 503 with Retry-After. */
public final class ModelUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    public ModelUnavailableException(Duration retryAfter) {
        super("The model cannot be reached now.");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
