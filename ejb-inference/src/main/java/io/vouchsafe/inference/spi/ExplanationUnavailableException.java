package io.vouchsafe.inference.spi;

import org.jspecify.annotations.Nullable;

/** This request cannot be explained by this method; the prediction itself may be fine. */
public final class ExplanationUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence for the client; no payload
     */
    public ExplanationUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
