package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.internal.body.LogRow;
import io.vouchsafe.audit.spi.Projection;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.Receipt;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries read back as the rows they were written from, but for what is detached. */
final class StoredRows {
    private static final String ENTRIES =
            """
            SELECT entry_index, receipt_id, hash, salt, body, type, time, decision, reason, partner,
              contract, model, model_version, caller
            FROM audit.entry WHERE receipt_id = ANY (?::uuid[])""";

    /** What is left of an aged body. */
    private static final byte[] AGED = "{}".getBytes(StandardCharsets.US_ASCII);

    private final Connection connection;
    private final List<Projection> projections;

    StoredRows(Connection connection, List<Projection> projections) {
        this.connection = connection;
        this.projections = projections;
    }

    Map<ReceiptId, LogRow> of(Collection<ReceiptId> ids) throws SQLException {
        Map<ReceiptId, LogRow> found = new HashMap<>();
        Object[] texts = ids.stream().map(ReceiptId::toString).toArray(String[]::new);
        try (PreparedStatement query = connection.prepareStatement(ENTRIES)) {
            query.setArray(1, connection.createArrayOf("uuid", texts));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    LogRow entry = entry(row);
                    found.put(entry.id(), entry);
                }
            }
        }
        return found;
    }

    private LogRow entry(ResultSet row) throws SQLException {
        long version = row.getLong(13);
        @Nullable Long modelVersion = row.wasNull() ? null : version;
        LogRow.Columns columns =
                new LogRow.Columns(
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        modelVersion,
                        row.getString(14));
        Hash hash = Hash.of(row.getBytes(3));
        byte[] body = row.getBytes(5);
        return new LogRow(
                new ReceiptId(row.getObject(2, UUID.class)),
                row.getBytes(4),
                body == null ? AGED : body,
                hash,
                Receipt.leaf(hash),
                columns,
                null,
                projected(row.getLong(1)),
                null);
    }

    private List<@Nullable Object @Nullable []> projected(long index) throws SQLException {
        List<@Nullable Object @Nullable []> rows = new ArrayList<>(projections.size());
        for (Projection projection : projections) {
            try (PreparedStatement query =
                    connection.prepareStatement(FusedStatement.selectOf(projection))) {
                query.setLong(1, index);
                try (ResultSet row = query.executeQuery()) {
                    rows.add(row.next() ? values(projection.columns(), row) : null);
                }
            }
        }
        return rows;
    }

    private static @Nullable Object[] values(List<Projection.Column> columns, ResultSet row)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int c = 0; c < values.length; c++) {
            boolean bytes = columns.get(c).sqlType().equals("bytea");
            values[c] = bytes ? row.getBytes(c + 1) : row.getString(c + 1);
        }
        return values;
    }
}
