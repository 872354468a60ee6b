package io.vouchsafe.it.durability;

import io.vouchsafe.it.harness.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the database holds, asked behind the suite's back. */
final class Ledger {
    /** Entries and usage rows of one contract at one moment. */
    record Counts(long entries, long usage, long calls) {}

    private Ledger() {}

    /** Both counts from one statement, so from one snapshot of the database. */
    static Counts counts(String contract) throws SQLException {
        String query =
                """
                SELECT (SELECT count(*) FROM audit.entry e
                         WHERE e.type = 'prediction' AND e.contract = ? AND e.decision = 'ALLOW'),
                       (SELECT count(*) FROM partners.usage_record u
                         WHERE u.contract = ? AND u.decision = 'ALLOW'),
                       (SELECT coalesce(sum(u.calls), 0) FROM partners.usage_record u
                         WHERE u.contract = ? AND u.decision = 'ALLOW')
                """;
        try (Connection connection = Database.running().connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, contract);
            statement.setString(2, contract);
            statement.setString(3, contract);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Counts(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        }
    }

    /** Those of the receipts that no entry has. */
    static Set<String> missing(List<String> receipts) throws SQLException {
        Set<String> missing = new HashSet<>(receipts);
        try (Connection connection = Database.running().connect();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT receipt_id FROM audit.entry"
                                        + " WHERE receipt_id = ANY (?) AND decision = 'ALLOW'")) {
            UUID[] ids = receipts.stream().map(UUID::fromString).toArray(UUID[]::new);
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    missing.remove(rows.getString(1));
                }
            }
        }
        return missing;
    }

    /** The head's size against the rows there are, and whether their numbers have a gap. */
    static boolean isWhole() throws SQLException {
        try (Connection connection = Database.running().connect();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT h.size = count(e.entry_index)"
                                        + " AND h.size = coalesce(max(e.entry_index) + 1, 0)"
                                        + " FROM audit.head h LEFT JOIN audit.entry e ON true"
                                        + " GROUP BY h.size");
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Connections that the server holds. */
    static long connections() throws SQLException {
        try (Connection connection = Database.running().connect();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT count(*) FROM pg_stat_activity"
                                        + " WHERE application_name LIKE 'vouchsafe%'");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
