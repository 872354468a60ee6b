package io.vouchsafe.inference.internal.deployment;

import io.vouchsafe.inference.spi.LoadedModel;
import java.util.concurrent.CompletableFuture;

/**
 * One model's place in memory: loading, loaded, or failed. It retires once, and only when nobody
 * holds it; who finds it retired asks the pool for a new one.
 */
final class Place {
    final String digest;
    final CompletableFuture<LoadedModel> model = new CompletableFuture<>();
    volatile long failedAt;
    private int holders;
    private boolean retired;

    Place(String digest) {
        this.digest = digest;
    }

    /** False when it has retired: then there is nothing left to hold. */
    synchronized boolean hold() {
        if (retired) {
            return false;
        }
        holders++;
        return true;
    }

    synchronized void release() {
        if (holders == 0) {
            throw new IllegalStateException("Nobody holds this place.");
        }
        holders--;
    }

    /** True for the one who may unload it; false when it is held, or somebody else does. */
    synchronized boolean retire() {
        if (holders > 0 || retired) {
            return false;
        }
        retired = true;
        return true;
    }

    boolean isLoaded() {
        return model.isDone() && !model.isCompletedExceptionally();
    }

    boolean hasFailed() {
        return model.isCompletedExceptionally();
    }
}
