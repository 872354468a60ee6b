package io.vouchsafe.audit;

import jakarta.ejb.ApplicationException;

/** The log cannot take an entry now: nothing may be answered. */
@ApplicationException(rollback = true)
public final class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
