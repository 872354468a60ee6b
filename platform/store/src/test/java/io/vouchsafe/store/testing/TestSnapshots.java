package io.vouchsafe.store.testing;

import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.store.SnapshotSource;
import io.vouchsafe.store.Snapshots;
import io.vouchsafe.store.internal.snapshot.NodeSnapshots;
import javax.sql.DataSource;

/**
 * One node's real snapshots on a test database: {@link #changed} joins {@code transactions}; other
 * nodes' changes show after {@link #refresh}, or by themselves once {@link #scheduled}.
 */
public final class TestSnapshots implements Snapshots, AutoCloseable {
    private final NodeSnapshots node;

    private TestSnapshots(NodeSnapshots node) {
        this.node = node;
    }

    public static TestSnapshots of(DataSource database, TestTransactions transactions) {
        return new TestSnapshots(new NodeSnapshots(database, transactions));
    }

    /** Reads every 250 ms from now on, as the server does. */
    public TestSnapshots scheduled() {
        node.schedule();
        return this;
    }

    public void refresh() {
        node.refresh();
    }

    @Override
    public <T> Snapshot<T> follow(SnapshotSource<T> source) {
        return node.snapshots().follow(source);
    }

    @Override
    public void changed(String name) {
        node.snapshots().changed(name);
    }

    @Override
    public boolean fresh() {
        return node.snapshots().fresh();
    }

    @Override
    public void close() {
        node.close();
    }
}
