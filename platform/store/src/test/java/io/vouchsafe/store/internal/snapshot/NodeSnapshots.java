package io.vouchsafe.store.internal.snapshot;

import io.vouchsafe.store.Snapshots;
import io.vouchsafe.store.testing.TestTransactions;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The real snapshots of one node, for {@code io.vouchsafe.store.testing}. */
public final class NodeSnapshots implements AutoCloseable {
    private final FollowingSnapshots snapshots;
    private @Nullable Refresher refresher;

    public NodeSnapshots(DataSource reads, TestTransactions transactions) {
        snapshots =
                new FollowingSnapshots(
                        new Revisions(reads, transactions.dataSource()),
                        transactions.registry(),
                        System::nanoTime);
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    public void refresh() {
        snapshots.refresh();
    }

    /** Reads every 250 ms from now on. */
    public synchronized void schedule() {
        refresher = Refresher.start(snapshots, Executors.defaultThreadFactory());
    }

    @Override
    public synchronized void close() {
        if (refresher != null) {
            refresher.close();
        }
    }
}
