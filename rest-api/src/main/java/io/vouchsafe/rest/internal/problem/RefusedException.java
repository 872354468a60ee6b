package io.vouchsafe.rest.internal.problem;

import io.vouchsafe.kernel.Outcome;

/** Ends a request with a problem. Carries no stack trace: it tells of the request, not of us. */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public RefusedException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** The value of a management action, or its decline as a problem. */
    public static <T> T orRefused(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Declined<T> declined -> throw Problem.of(declined).toException();
        };
    }

    public Problem problem() {
        return problem;
    }
}
