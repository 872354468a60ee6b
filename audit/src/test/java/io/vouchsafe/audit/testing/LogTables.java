package io.vouchsafe.audit.testing;

import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.store.Migrations;
import io.vouchsafe.verifier.Frontier;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.Receipt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The log's tables, looked at from outside the code under test. */
public final class LogTables {
    private final DataSource dataSource;

    public LogTables(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Creates the schema. */
    public static LogTables migrated(DataSource dataSource) {
        Migrations.migrate(dataSource, "audit", LogTables.class.getClassLoader());
        return new LogTables(dataSource);
    }

    /** One entry as stored. */
    public record Stored(long index, ReceiptId id, byte[] hash, byte[] salt, byte[] body) {}

    public List<Stored> entries() {
        List<Stored> stored = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT entry_index, receipt_id, hash, salt, body FROM audit.entry ORDER BY 1")) {
            while (rows.next()) {
                stored.add(
                        new Stored(
                                rows.getLong(1),
                                new ReceiptId(rows.getObject(2, UUID.class)),
                                rows.getBytes(3),
                                rows.getBytes(4),
                                rows.getBytes(5)));
            }
            return stored;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<ReceiptId> ids() {
        return entries().stream().map(Stored::id).toList();
    }

    /**
     * Recomputes the tree from bodies and salts and compares it with head: indexes without gap, no
     * id twice, every hash right, size and root as the head says.
     */
    public void requireSound() {
        Frontier frontier = new Frontier();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false); // rows come in portions
            statement.setFetchSize(1000);
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT entry_index, hash, salt, body FROM audit.entry ORDER BY 1")) {
                while (rows.next()) {
                    long index = rows.getLong(1);
                    require(index == frontier.size(), "gap before " + index);
                    Hash hash = Receipt.entry(rows.getBytes(3), rows.getBytes(4));
                    require(hash.equals(Hash.of(rows.getBytes(2))), "hash of " + index);
                    frontier.append(Receipt.leaf(hash));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        long ids = number("SELECT count(DISTINCT receipt_id) FROM audit.entry");
        require(ids == frontier.size(), "doubled receipt ids");
        require(number("SELECT size FROM audit.head") == ids, "head's size");
        byte[] root = bytes("SELECT root FROM audit.head");
        require(Hash.of(root).equals(frontier.root()), "head's root");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("The log is not sound: " + what);
        }
    }

    public long number(String query) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String text(String query) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] bytes(String query) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getBytes(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
