package io.vouchsafe.store.internal.snapshot;

import io.vouchsafe.store.Migrations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of {@code store.revision}. */
final class Revisions {
    private static final int QUERY_SECONDS = 5;

    private final DataSource reads;
    private final DataSource writes;
    private volatile boolean migrated;

    /**
     * @param reads takes part in no transaction of the caller
     * @param writes joins the caller's transaction
     */
    Revisions(DataSource reads, DataSource writes) {
        this.reads = reads;
        this.writes = writes;
    }

    /** Reads in the transaction that read the revision. */
    interface Reader<T> {
        @Nullable T read(long revision, Connection connection) throws SQLException;
    }

    Map<String, Long> all() throws SQLException {
        migrate();
        try (Connection connection = reads.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT name, revision FROM store.revision")) {
            query.setQueryTimeout(QUERY_SECONDS);
            Map<String, Long> revisions = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    revisions.put(rows.getString(1), rows.getLong(2));
                }
            }
            return revisions;
        }
    }

    /**
     * Reads a revision and then its rows, both as of one instant, so a change that commits between
     * the two shows in neither and is found by the next look.
     */
    <T> @Nullable T read(String name, Reader<T> reader) throws SQLException {
        migrate();
        try (Connection connection = reads.getConnection();
                Moment moment = new Moment(connection)) {
            return reader.read(revision(moment.connection, name), connection);
        }
    }

    /** A read-only, repeatable-read transaction; closing it gives the connection back as it was. */
    private static final class Moment implements AutoCloseable {
        private final Connection connection;
        private final boolean readOnly;
        private final int isolation;

        Moment(Connection connection) throws SQLException {
            this.connection = connection;
            readOnly = connection.isReadOnly();
            isolation = connection.getTransactionIsolation();
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(isolation);
            connection.setReadOnly(readOnly);
        }
    }

    /** Takes the rows in the order given, so two transactions never wait for each other. */
    void increment(Collection<String> names) throws SQLException {
        migrate();
        try (Connection connection = writes.getConnection();
                PreparedStatement upsert =
                        connection.prepareStatement(
                                """
                                INSERT INTO store.revision AS r (name, revision) VALUES (?, 1)
                                ON CONFLICT ON CONSTRAINT pk_revision
                                DO UPDATE SET revision = r.revision + 1""")) {
            for (String name : names) {
                upsert.setString(1, name);
                upsert.executeUpdate();
            }
        }
    }

    private static long revision(Connection connection, String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT revision FROM store.revision WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private void migrate() {
        if (migrated) {
            return;
        }
        synchronized (this) {
            if (!migrated) {
                Migrations.migrate(reads, "store", Revisions.class.getClassLoader());
                migrated = true;
            }
        }
    }
}
