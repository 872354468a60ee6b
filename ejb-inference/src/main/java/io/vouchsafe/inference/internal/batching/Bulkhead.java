package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.spi.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Bounds the model calls at once and the callers that wait for a place. Beyond both a caller is
 * refused at once: a queue that only grows makes everybody late. Explanations have few places of
 * their own and stand back between their steps while predictions run, so that these find the
 * processors free.
 */
@ApplicationScoped
public class Bulkhead {
    /** An explanation gets on, though slowly, where predictions never end. */
    private static final long COURTESY_NANOS = Duration.ofMillis(2).toNanos();

    private static final long GLANCE_NANOS = 50_000;
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(5).toNanos();

    private final Lane predictions;
    private final Lane explanations;

    /** For the client proxy. */
    protected Bulkhead() {
        this(1, 0);
    }

    @Inject
    Bulkhead(InferenceSettings settings) {
        this(settings.concurrentCalls(), settings.concurrentCalls() * settings.waitingPerCall());
    }

    /**
     * Without a container.
     *
     * @param calls at once
     * @param maxWaiting callers that may wait for a place
     */
    public Bulkhead(int calls, int maxWaiting) {
        this.predictions = new Lane(calls, maxWaiting);
        this.explanations = new Lane(Math.max(1, calls / 8), maxWaiting);
    }

    /**
     * Runs {@code call} when there is a place.
     *
     * @throws OverloadedException when there is none in time
     */
    public <T> T run(Deadline deadline, Supplier<T> call) {
        return predictions.run(deadline, call);
    }

    /**
     * Runs an explanation, which takes many times a prediction's work, in steps.
     *
     * @param call is given the deadline to check before each step
     * @throws OverloadedException when there is no place in time
     */
    public <T> T explain(Deadline deadline, Function<Deadline, T> call) {
        Deadline behind = deadline.after(this::letPredictionsGo);
        return explanations.run(deadline, () -> call.apply(behind));
    }

    private void letPredictionsGo() {
        long end = System.nanoTime() + COURTESY_NANOS;
        while (predictions.isBusy() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** Places of one kind. */
    private static final class Lane {
        private final Semaphore places;
        private final AtomicInteger waiting = new AtomicInteger();
        private final int calls;
        private final int maxWaiting;

        Lane(int calls, int maxWaiting) {
            this.calls = calls;
            this.places = new Semaphore(calls);
            this.maxWaiting = maxWaiting;
        }

        boolean isBusy() {
            return places.availablePermits() < calls;
        }

        <T> T run(Deadline deadline, Supplier<T> call) {
            if (!places.tryAcquire() && !acquireLater(deadline)) {
                throw new OverloadedException();
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
                        Math.min(deadline.remainingNanos(), LONGEST_WAIT_NANOS),
                        TimeUnit.NANOSECONDS);
            } catch (InterruptedException shutdown) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                waiting.decrementAndGet();
            }
        }
    }
}
