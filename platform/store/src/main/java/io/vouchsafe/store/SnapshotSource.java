package io.vouchsafe.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How one snapshot is read.
 *
 * @param <T> immutable
 */
public interface SnapshotSource<T> {
    /** Name of the revision row, such as {@code partners.contracts}; unique in the suite. */
    String name();

    /**
     * Reads the whole value. Runs in a read-only, repeatable-read transaction, at start and after
     * each change.
     */
    T load(Connection connection) throws SQLException;
}
