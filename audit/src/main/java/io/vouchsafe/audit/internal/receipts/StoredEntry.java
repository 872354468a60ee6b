package io.vouchsafe.audit.internal.receipts;

import io.vouchsafe.audit.internal.body.LogRow.Columns;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.ReceiptId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the database holds it now.
 *
 * @param body null when aged
 */
public record StoredEntry(
        long index,
        ReceiptId id,
        byte[] hash,
        byte[] salt,
        byte @Nullable [] body,
        Columns columns) {
    /** The columns that {@link #read} expects, of table {@code e}. */
    public static final String COLUMNS =
            """
            e.entry_index, e.receipt_id, e.hash, e.salt, e.body, e.type, e.time, e.decision, e.reason, e.partner,
            e.contract, e.model, e.model_version, e.caller""";

    /** The entry, unless there is none or none for this caller. */
    public static Optional<StoredEntry> find(Connection connection, ReceiptId id)
            throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM audit.entry e WHERE e.receipt_id = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, id.value());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    /** The row under the cursor. */
    public static StoredEntry read(ResultSet row) throws SQLException {
        long version = row.getLong(13);
        @Nullable Long modelVersion = row.wasNull() ? null : version;
        Columns columns =
                new Columns(
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        modelVersion,
                        row.getString(14));
        return new StoredEntry(
                row.getLong(1),
                new ReceiptId(row.getObject(2, UUID.class)),
                row.getBytes(3),
                row.getBytes(4),
                row.getBytes(5),
                columns);
    }

    /** Whether it may be shown to this caller. */
    public boolean visibleTo(Caller caller) {
        String partner = columns.partner();
        return caller.maySee(partner == null ? null : new PartnerId(partner));
    }
}
