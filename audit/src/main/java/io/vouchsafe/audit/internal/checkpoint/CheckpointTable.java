package io.vouchsafe.audit.internal.checkpoint;

import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.VKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code audit.checkpoint} and {@code audit.log_key}. */
public final class CheckpointTable {
    /** Older ones are thinned to one per hour. */
    private static final Duration ALL_KEPT = Duration.ofHours(1);

    private final Connection connection;

    public CheckpointTable(Connection connection) {
        this.connection = connection;
    }

    /** The one of the largest tree. */
    public Optional<Published> newest() throws SQLException {
        String sql =
                "SELECT size, root, note, time FROM audit.checkpoint ORDER BY size DESC LIMIT 1";
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Published(
                            row.getLong(1),
                            Hash.of(row.getBytes(2)),
                            row.getString(3),
                            row.getObject(4, OffsetDateTime.class).toInstant()));
        }
    }

    /** Adds one; another node's of the same size stays. Thins out old ones. */
    void insert(Published checkpoint) throws SQLException {
        OffsetDateTime time = OffsetDateTime.ofInstant(checkpoint.time(), ZoneOffset.UTC);
        String sql =
                """
                INSERT INTO audit.checkpoint (size, root, note, time, kept)
                VALUES (?, ?, ?, ?, NOT EXISTS (
                  SELECT 1 FROM audit.checkpoint WHERE kept AND time >= date_trunc('hour', ?::timestamptz)))
                ON CONFLICT (size) DO NOTHING""";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, checkpoint.size());
            insert.setBytes(2, checkpoint.root().toBytes());
            insert.setString(3, checkpoint.note());
            insert.setObject(4, time);
            insert.setObject(5, time);
            insert.executeUpdate();
        }
        String old = "DELETE FROM audit.checkpoint WHERE NOT kept AND time < ? AND size < ?";
        try (PreparedStatement delete = connection.prepareStatement(old)) {
            delete.setObject(1, time.minus(ALL_KEPT));
            delete.setLong(2, checkpoint.size());
            delete.executeUpdate();
        }
    }

    /** The keys that this log was signed with. */
    List<String> keys() throws SQLException {
        List<String> keys = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT vkey FROM audit.log_key ORDER BY since, vkey");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    void addKey(VKey key, OffsetDateTime since) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO audit.log_key (vkey, since) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, key.encode());
            insert.setObject(2, since);
            insert.executeUpdate();
        }
    }
}
