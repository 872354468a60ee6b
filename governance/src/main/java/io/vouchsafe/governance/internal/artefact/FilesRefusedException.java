package io.vouchsafe.governance.internal.artefact;

import java.io.IOException;

/** The folder cannot be a model's: what it has, not how it was read. */
public final class FilesRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    FilesRefusedException(String reason) {
        super(reason);
    }

    /** One sentence for the person who registers. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
