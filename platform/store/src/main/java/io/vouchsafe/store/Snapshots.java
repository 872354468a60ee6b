package io.vouchsafe.store;

import io.vouchsafe.kernel.Snapshot;

/**
 * Keeps values in memory that follow the database. One {@code revision} row per snapshot, all read
 * in one query every 250 ms, and at once after a commit on this node.
 */
public interface Snapshots {
    /**
     * Loads the value now and keeps it fresh; the same name twice gives the same snapshot. Its
     * listeners are called on the refreshing thread or the committing caller's: a slow one holds up
     * both, so it hands long work on to a thread of its own.
     */
    <T> Snapshot<T> follow(SnapshotSource<T> source);

    /**
     * Says, within the caller's JTA transaction, that rows behind {@code name} change; the commit
     * makes it visible to all nodes, and this node reloads before the committing call returns.
     *
     * @throws jakarta.transaction.TransactionalException outside a transaction
     */
    void changed(String name);

    /** False after three missed reads in a row: this node must not answer as ready. */
    boolean fresh();
}
