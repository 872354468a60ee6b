package io.vouchsafe.audit;

import jakarta.ejb.ApplicationException;
import org.jspecify.annotations.Nullable;

/** The log cannot take an entry now: nothing may be answered. */
@ApplicationException(rollback = true)
public final class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String message) {
        super(message);
    }

    public LogUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
