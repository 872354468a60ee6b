package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.kernel.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Bounds the model calls at once and the callers that wait for a place. Beyond both a caller is
 * refused at once: a queue that only grows makes everybody late.
 */
@ApplicationScoped
class Bulkhead {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(5).toNanos();

    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;

    /** For the client proxy. */
    protected Bulkhead() {
        this(1, 0);
    }

    @Inject
    Bulkhead(InferenceSettings settings) {
        this(settings.concurrentCalls(), settings.concurrentCalls() * settings.waitingPerCall());
    }

    Bulkhead(int calls, int maxWaiting) {
        this.places = new Semaphore(calls);
        this.maxWaiting = maxWaiting;
    }

    /**
     * Runs {@code call} when there is a place; refused as OVERLOADED when there is none in time.
     */
    <T> T run(Deadline deadline, Supplier<T> call) {
        if (!places.tryAcquire() && !acquireLater(deadline)) {
            throw new RefusedException(Reason.OVERLOADED, LOG.overloaded(), RETRY);
        }
        try {
            return call.get();
        } finally {
            places.release();
        }
    }

    private boolean acquireLater(Deadline deadline) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return places.tryAcquire(
                    Math.min(deadline.remainingNanos(), LONGEST_WAIT_NANOS), TimeUnit.NANOSECONDS);
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
