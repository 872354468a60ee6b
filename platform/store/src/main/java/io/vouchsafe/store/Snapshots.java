package io.vouchsafe.store;

import io.vouchsafe.kernel.Snapshot;

/**
 * Keeps values in memory that follow the database. One {@code revision} row per snapshot, all read
 * in one query every 250 ms, and at once after a commit on this node.
 */
public interface Snapshots {
    /** Loads the value now and keeps it fresh; the same source twice gives the same snapshot. */
    <T> Snapshot<T> follow(SnapshotSource<T> source);

    /**
     * Says, within the caller's JTA transaction, that rows behind {@code name} change; the commit
     * makes it visible to all nodes, and this node reloads before the committing call returns.
     *
     * @throws jakarta.transaction.TransactionRequiredException outside a transaction
     */
    void changed(String name);

    /** False after three missed reads in a row: this node must not answer as ready. */
    boolean fresh();
}
