package io.vouchsafe.store.internal.snapshot;

import jakarta.ejb.ApplicationException;

/** A snapshot's rows could not be read or its revision not be written. */
@ApplicationException(rollback = true)
final class SnapshotUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SnapshotUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
