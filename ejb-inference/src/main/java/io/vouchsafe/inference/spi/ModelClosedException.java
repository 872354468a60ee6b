package io.vouchsafe.inference.spi;

/** A call reached a model after it was unloaded: the caller routed it just before. */
public final class ModelClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public ModelClosedException() {
        super("This model was unloaded.");
    }
}
