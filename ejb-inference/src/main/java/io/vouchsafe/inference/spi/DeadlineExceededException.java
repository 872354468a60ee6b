package io.vouchsafe.inference.spi;

import org.jspecify.annotations.Nullable;

/** The model did not answer before the {@link Deadline}. */
public final class DeadlineExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeadlineExceededException(@Nullable Throwable cause) {
        super("The deadline passed before the model answered.", cause);
    }
}
