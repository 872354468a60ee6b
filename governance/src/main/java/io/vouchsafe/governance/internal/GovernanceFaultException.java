package io.vouchsafe.governance.internal;

import jakarta.ejb.ApplicationException;

/** The registry could not do what it should; nothing was changed. */
@ApplicationException(rollback = true)
public final class GovernanceFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GovernanceFaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
