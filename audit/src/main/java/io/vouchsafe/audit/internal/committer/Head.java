package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.verifier.Frontier;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.MalformedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The tree's edge as the database has it. The frontier is never changed: the next head is made on a
 * copy.
 */
public record Head(Frontier frontier, Hash root) {
    private static final String CORRUPTED = "XX001";
    private static final String READ = "SELECT root, frontier FROM audit.head WHERE id = 1";

    public long size() {
        return frontier.size();
    }

    /** The committed head. */
    public static Head read(Connection connection) throws SQLException {
        return read(connection, READ);
    }

    /** As {@link #read}, and nobody else moves it before this transaction ends. */
    static Head lock(Connection connection) throws SQLException {
        return read(connection, READ + " FOR UPDATE");
    }

    /** Whether reading failed because the row contradicts itself. */
    public static boolean isCorrupted(SQLException fault) {
        return CORRUPTED.equals(fault.getSQLState());
    }

    private static Head read(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("audit.head has no row", CORRUPTED);
            }
            Head head = new Head(Frontier.fromBytes(row.getBytes(2)), Hash.of(row.getBytes(1)));
            if (!head.frontier.root().equals(head.root)) {
                throw new SQLException("audit.head's frontier and root differ", CORRUPTED);
            }
            return head;
        } catch (MalformedException noFrontier) {
            throw new SQLException("audit.head holds no frontier", CORRUPTED, noFrontier);
        }
    }
}
