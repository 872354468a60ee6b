package io.vouchsafe.store.internal.snapshot;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Calls {@link FollowingSnapshots#refresh} until closed. */
final class Refresher implements AutoCloseable {
    private static final long DRAIN_SECONDS = 5;

    private final FollowingSnapshots snapshots;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean closed;
    private final ScheduledFuture<?> reads;

    private Refresher(FollowingSnapshots snapshots, ScheduledExecutorService scheduler) {
        this.snapshots = snapshots;
        this.reads =
                scheduler.scheduleWithFixedDelay(
                        this::read, 0, FollowingSnapshots.EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Refresher start(FollowingSnapshots snapshots, ScheduledExecutorService scheduler) {
        return new Refresher(snapshots, scheduler);
    }

    /** Waits for a running read, so that none outlives the deployment's data sources. */
    @Override
    public void close() {
        closed = true;
        reads.cancel(false);
        try {
            if (reading.tryLock(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                reading.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        reading.lock();
        try {
            if (!closed) {
                snapshots.refresh();
            }
        } finally {
            reading.unlock();
        }
    }
}
