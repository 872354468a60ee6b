package io.vouchsafe.inference.internal.deployment;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.spi.ModelEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Nothing is loaded before the engine has shown that its numbers are right. */
final class EngineCheck {
    private final ModelEngine engine;
    private final CompletableFuture<Void> passed = new CompletableFuture<>();

    EngineCheck(ModelEngine engine) {
        this.engine = engine;
    }

    void run() {
        try {
            engine.selfCheck();
            passed.complete(null);
        } catch (RuntimeException | Error broken) {
            passed.completeExceptionally(broken); // first: everybody waits for it
            LOG.selfCheckFailed(name(), broken);
        }
    }

    /** An engine that could not even be made has none. */
    private String name() {
        try {
            return engine.name();
        } catch (RuntimeException | LinkageError broken) {
            return "?";
        }
    }

    boolean hasPassed() {
        return passed.isDone() && !passed.isCompletedExceptionally();
    }

    /** Goes on in the background with what was wrong, or null. */
    void then(Consumer<@Nullable Throwable> next, Executor background) {
        passed.whenCompleteAsync((sound, broken) -> next.accept(broken), background);
    }
}
