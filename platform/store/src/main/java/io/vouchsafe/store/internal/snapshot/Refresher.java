package io.vouchsafe.store.internal.snapshot;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Calls {@link FollowingSnapshots#refresh} until closed, on a thread of its own: the server's
 * scheduler refuses periodic tasks with an error in the log while it is suspended or being stopped.
 */
final class Refresher implements AutoCloseable {
    private static final long DRAIN_SECONDS = 5;

    private final FollowingSnapshots snapshots;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Refresher(FollowingSnapshots snapshots, ThreadFactory threads) {
        this.snapshots = snapshots;
        this.thread = threads.newThread(this::run);
        this.thread.setName("vouchsafe-snapshots");
    }

    static Refresher start(FollowingSnapshots snapshots, ThreadFactory threads) {
        Refresher refresher = new Refresher(snapshots, threads);
        refresher.thread.start();
        return refresher;
    }

    /** Waits for a running read, so that none outlives the deployment's data sources. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                snapshots.refresh();
            } while (!closed.await(FollowingSnapshots.EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
