package io.vouchsafe.keys;

import org.jspecify.annotations.Nullable;

/** The key store cannot be used; the message names the file and the next step. Stops the boot. */
public final class KeyStoreUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyStoreUnusableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
