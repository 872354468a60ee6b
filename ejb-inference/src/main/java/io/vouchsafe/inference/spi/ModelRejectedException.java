package io.vouchsafe.inference.spi;

/** A model that must not be served, or cannot be. */
public final class ModelRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    /**
     * @param problem last part of the problem type, such as {@code model-unsafe-op}
     * @param message what is wrong with which file, operation or signature, and what to do
     */
    public ModelRejectedException(
            String problem, String message, @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    public String problem() {
        return problem;
    }
}
