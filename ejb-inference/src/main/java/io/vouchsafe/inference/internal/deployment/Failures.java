package io.vouchsafe.inference.internal.deployment;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.spi.ModelRejectedException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a failed load is told as. */
final class Failures {
    private Failures() {}

    /** The engine's own sentence, or one about the files. */
    static ModelRejectedException rejected(@Nullable Throwable cause) {
        Throwable reason =
                cause instanceof CompletionException && cause.getCause() != null
                        ? cause.getCause()
                        : cause;
        return reason instanceof ModelRejectedException rejection
                ? rejection
                : new ModelRejectedException(
                        "model-load",
                        LOG.noFiles(reason == null ? "" : String.valueOf(reason.getMessage())),
                        reason);
    }

    /** The model and what is loaded and cannot go do not fit. */
    static ModelRejectedException noRoom(long bytes, MemoryBudget memory) {
        String sentence =
                bytes > memory.limit()
                        ? LOG.modelTooLarge(bytes, memory.limit())
                        : LOG.memoryHeld(bytes, memory.limit());
        return new ModelRejectedException("model-memory", sentence, null);
    }
}
