package io.vouchsafe.inference.internal.upload;

import io.vouchsafe.kernel.Outcome;

/** An archive that is not unpacked. */
public final class ArchiveRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome.Kind kind;
    private final String problem;

    ArchiveRejectedException(Outcome.Kind kind, String problem, String message) {
        super(message);
        this.kind = kind;
        this.problem = problem;
    }

    /** Which class of answer the client gets. */
    public Outcome.Kind kind() {
        return kind;
    }

    /** Last part of the problem type, such as {@code archive-path}. */
    public String problem() {
        return problem;
    }
}
