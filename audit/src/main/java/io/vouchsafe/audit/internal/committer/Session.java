package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.internal.AuditMessages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The committer's own connection: auto-commit, synchronous commits, its statement prepared. */
final class Session implements AutoCloseable {
    /** No answer within this time means the connection is lost. */
    private static final Duration NETWORK = Duration.ofSeconds(10);

    /** What is stricter than "on", as for replicas, stays. */
    private static final String SYNCHRONOUS =
            """
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') = 'off'""";

    private final Connection connection;
    private final FusedStatement fused;
    private final PreparedStatement statement;

    private Session(Connection connection, FusedStatement fused) throws SQLException {
        this.connection = connection;
        this.fused = fused;
        this.statement = fused.prepare(connection);
    }

    static Session open(DataSource dataSource, FusedStatement fused) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            limitWaits(connection);
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(SYNCHRONOUS);
                try (ResultSet row = statement.executeQuery("SHOW fsync")) {
                    if (row.next() && !row.getString(1).equals("on")) {
                        AuditMessages.LOG.notDurable(row.getString(1));
                    }
                }
            }
            return new Session(connection, fused);
        } catch (SQLException | RuntimeException fault) {
            discard(connection);
            throw fault;
        }
    }

    private static void limitWaits(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, (int) NETWORK.toMillis());
        } catch (SQLFeatureNotSupportedException driverWithout) {
            return; // then the data source's own socket timeout holds
        }
    }

    Head head() throws SQLException {
        return Head.read(connection);
    }

    /** The usual way: one statement, one round trip, its own commit. */
    boolean commit(Head before, Plan plan) throws SQLException {
        return fused.execute(statement, before, plan);
    }

    /**
     * Whether an entry could be written now: commits an empty batch, which meets a read-only
     * server, a full disk or a missing table as a real one would.
     *
     * @return false when the tables contradict each other
     */
    boolean accepts() throws SQLException {
        Head head = head();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM audit.entry WHERE entry_index = ?")) {
            query.setLong(1, head.size());
            try (ResultSet beyond = query.executeQuery()) {
                if (beyond.next() && head().size() == head.size()) {
                    return false;
                }
            }
        }
        commit(head, Plan.of(head, List.of())); // fenced off means that another node writes
        return true;
    }

    /** What a commit under lock is made of, once the head is known. */
    interface Planner {
        Plan plan(Head locked);
    }

    /**
     * The way when other nodes write too: the head is locked first, so this node gets its turn.
     *
     * @return what was committed
     */
    Plan commitLocked(Planner planner) throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            Head locked = Head.lock(connection);
            Plan plan = planner.plan(locked);
            if (!fused.execute(statement, locked, plan)) {
                throw new SQLException("audit.head moved under its lock", "40001");
            }
            connection.commit();
            committed = true;
            return plan;
        } finally {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /** Which of these are in the log, by receipt id. */
    Map<UUID, Long> existing(List<Ticket> tickets) throws SQLException {
        String sql =
                "SELECT receipt_id, entry_index FROM audit.entry WHERE receipt_id = ANY (?::uuid[])";
        Object[] ids = tickets.stream().map(t -> t.row().id().toString()).toArray(String[]::new);
        Map<UUID, Long> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        return found;
    }

    /** The oldest outbox rows. */
    List<Ticket> outbox(int max) throws SQLException {
        List<Ticket> tickets = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(OutboxRows.OLDEST)) {
            query.setInt(1, max);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tickets.add(OutboxRows.read(rows));
                }
            }
        }
        return tickets;
    }

    /** Removes an outbox row whose entry is in the log already. */
    void forget(Ticket ticket) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM audit.outbox WHERE id = ?")) {
            delete.setLong(1, ticket.outboxId());
            delete.executeUpdate();
        }
    }

    /** Keeps an outbox row that the log cannot take from being tried again. */
    void park(Ticket ticket, String cause) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE audit.outbox SET parked = ? WHERE id = ?")) {
            update.setString(1, cause);
            update.setLong(2, ticket.outboxId());
            update.executeUpdate();
        }
    }

    /** Cuts the connection: nothing more of it is believed. */
    void discard() {
        discard(connection);
    }

    private static void discard(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException alreadyGone) {
            // closing below is all that is left to do
        }
        try {
            connection.close();
        } catch (SQLException | RuntimeException alreadyGone) {
            // gone is what it should be
        }
    }

    @Override
    public void close() {
        try {
            statement.close();
            connection.close();
        } catch (SQLException gone) {
            discard();
        }
    }
}
