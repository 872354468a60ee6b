package io.vouchsafe.inference.spi;

import org.jspecify.annotations.Nullable;

/** The model could not answer this input. */
public final class PredictionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean inputAtFault;

    /**
     * @param inputAtFault true when the input was wrong (400), false when the model broke (500)
     */
    public PredictionFailedException(
            boolean inputAtFault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.inputAtFault = inputAtFault;
    }

    public boolean inputAtFault() {
        return inputAtFault;
    }
}
