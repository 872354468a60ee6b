package io.vouchsafe.inference.internal.deployment;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.ModelRef;
import java.util.concurrent.CompletableFuture;

/**
 * One model's place in memory: loading, loaded, or failed. It retires once, and only when nobody
 * holds it; who finds it retired asks the pool for a new one.
 */
final class Place {
    final ModelRef ref;
    final String digest;
    final CompletableFuture<LoadedModel> model = new CompletableFuture<>();
    volatile long usedAt = System.nanoTime();
    volatile long failedAt;
    volatile long bytes;
    private volatile boolean demanded;
    private volatile boolean retired;
    private int holders;

    Place(ModelRef ref, String digest, boolean demanded) {
        this.ref = ref;
        this.demanded = demanded;
        this.digest = digest;
    }

    /** Somebody needs it now; false when it has retired. */
    boolean demand() {
        if (demanded && !retired) {
            return true;
        }
        synchronized (this) {
            demanded = !retired;
            return demanded;
        }
    }

    /** False when it has retired: then there is nothing left to hold. */
    synchronized boolean hold() {
        if (retired) {
            return false;
        }
        demanded = true;
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

    /** Retires when nobody asked for it. */
    synchronized boolean retireUndemanded() {
        return !demanded && retire();
    }

    boolean isDemanded() {
        return demanded;
    }

    synchronized boolean isHeld() {
        return holders > 0;
    }

    boolean isLoaded() {
        return model.isDone() && !model.isCompletedExceptionally();
    }

    boolean hasFailed() {
        return model.isCompletedExceptionally();
    }

    /** Waits for running calls, then frees the model. */
    void close(LoadedModel loaded) {
        try {
            loaded.close();
            LOG.unloaded(ref.toString());
        } catch (RuntimeException failure) {
            LOG.closeFailed(ref.toString(), failure);
        }
    }
}
