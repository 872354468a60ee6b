package io.vouchsafe.keys;

import org.jspecify.annotations.Nullable;

/** Sealed data cannot be opened: changed, cut, or bound to another context or key. */
public final class SealBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SealBrokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
