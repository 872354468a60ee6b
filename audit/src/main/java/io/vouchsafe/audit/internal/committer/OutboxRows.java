package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.internal.body.LogRow;
import io.vouchsafe.kernel.ReceiptId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code audit.outbox}. */
public final class OutboxRows {
    static final String OLDEST =
            """
            SELECT id, receipt_id, salt, body, type, time, partner, contract, model, model_version, caller
            FROM audit.outbox WHERE parked IS NULL ORDER BY id LIMIT ?""";

    private static final String INSERT =
            """
            INSERT INTO audit.outbox
              (receipt_id, salt, body, type, time, partner, contract, model, model_version, caller)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private OutboxRows() {}

    /** Writes one on the caller's connection and transaction. */
    public static void insert(Connection connection, LogRow row) throws SQLException {
        LogRow.Columns columns = row.columns();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, row.id().value());
            insert.setBytes(2, row.salt());
            insert.setBytes(3, row.body());
            insert.setString(4, columns.type());
            insert.setObject(5, OffsetDateTime.ofInstant(columns.time(), ZoneOffset.UTC));
            insert.setString(6, columns.partner());
            insert.setString(7, columns.contract());
            insert.setString(8, columns.model());
            insert.setObject(9, columns.modelVersion(), Types.BIGINT);
            insert.setString(10, columns.caller());
            insert.executeUpdate();
        }
    }

    static Ticket read(ResultSet row) throws SQLException {
        long version = row.getLong(10);
        @Nullable Long modelVersion = row.wasNull() ? null : version;
        LogRow.Columns columns =
                new LogRow.Columns(
                        row.getString(5),
                        row.getObject(6, OffsetDateTime.class).toInstant(),
                        null,
                        null,
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        modelVersion,
                        row.getString(11));
        ReceiptId id = new ReceiptId(row.getObject(2, UUID.class));
        return new Ticket(
                LogRow.event(id, row.getBytes(3), row.getBytes(4), columns), row.getLong(1));
    }
}
