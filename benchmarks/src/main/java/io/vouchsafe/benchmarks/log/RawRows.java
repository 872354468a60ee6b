package io.vouchsafe.benchmarks.log;

import io.vouchsafe.audit.internal.body.LogRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The log's rows as plain inserts. */
final class RawRows {
    static final String ENTRY =
            """
            INSERT INTO audit.entry (entry_index, receipt_id, hash, salt, body, type, time, decision,
              reason, partner, contract, model, model_version, caller)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    static final String USAGE =
            """
            INSERT INTO partners.usage_record (entry_index, contract, partner, model, decision, time,
              day, calls, rows, price, currency)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private RawRows() {}

    static void entry(PreparedStatement insert, long index, LogRow row) throws SQLException {
        LogRow.Columns columns = row.columns();
        insert.setLong(1, index);
        insert.setObject(2, row.id().value());
        insert.setBytes(3, row.hash().toBytes());
        insert.setBytes(4, row.salt());
        insert.setBytes(5, row.body());
        insert.setString(6, columns.type());
        insert.setObject(7, columns.time().atOffset(ZoneOffset.UTC));
        insert.setString(8, columns.decision());
        insert.setString(9, columns.reason());
        insert.setString(10, columns.partner());
        insert.setString(11, columns.contract());
        insert.setString(12, columns.model());
        insert.setObject(13, columns.modelVersion(), Types.BIGINT);
        insert.setString(14, columns.caller());
        insert.addBatch();
    }

    static void usage(PreparedStatement insert, long index, LogRow row) throws SQLException {
        @Nullable Object[] usage = Objects.requireNonNull(row.projected().getFirst());
        insert.setLong(1, index);
        for (int i = 0; i < usage.length; i++) {
            @Nullable Object value = usage[i];
            insert.setObject(
                    i + 2,
                    value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
        insert.addBatch();
    }
}
