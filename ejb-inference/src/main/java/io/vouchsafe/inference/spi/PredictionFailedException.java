package io.vouchsafe.inference.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model could not answer this input. */
public final class PredictionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean inputAtFault;
    private final @Nullable String said;

    /**
     * @param inputAtFault true when the input was wrong (400), false when the model broke (500)
     */
    public PredictionFailedException(
            boolean inputAtFault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.inputAtFault = inputAtFault;
        this.said = null;
    }

    private PredictionFailedException(String said) {
        super(said);
        this.inputAtFault = true;
        this.said = said;
    }

    /**
     * The input was wrong, and it is known how.
     *
     * @param said for the client: names the input and the row, never a value
     */
    public static PredictionFailedException ofInput(String said) {
        return new PredictionFailedException(said);
    }

    public boolean inputAtFault() {
        return inputAtFault;
    }

    /** What the client may be told; empty when nobody made sure that it quotes no value. */
    public Optional<String> said() {
        return Optional.ofNullable(said);
    }
}
