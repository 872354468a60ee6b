package io.vouchsafe.launcher.report;

import java.io.Serial;

/** Why the launcher gives up, as one sentence for the person who started it. */
public final class LauncherException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public LauncherException(String message) {
        super(message);
    }

    public LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
