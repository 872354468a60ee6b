package io.vouchsafe.audit.testing;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.spi.Projection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts answered calls per partner, as metering would. Its table refuses partner {@code poison};
 * its code stumbles over partner {@code stumble}.
 */
public final class CallsProjection implements Projection {
    /** The table it writes to. */
    public static final String DDL =
            """
            CREATE SCHEMA partners;
            CREATE TABLE partners.usage_record (
              entry_index bigint PRIMARY KEY, partner text CHECK (partner <> 'poison'),
              calls bigint NOT NULL, time timestamptz NOT NULL, price numeric, proof bytea,
              receipt uuid UNIQUE)""";

    @Override
    public String table() {
        return "partners.usage_record";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("partner", "text"),
                new Column("calls", "int8"),
                new Column("time", "timestamptz"),
                new Column("price", "numeric"),
                new Column("proof", "bytea"),
                new Column("receipt", "uuid"));
    }

    @Override
    public @Nullable Object @Nullable [] row(Entry entry) {
        if (entry.decision() != Decision.ALLOW || entry.partner() == null) {
            return null;
        }
        if (entry.partner().value().equals("stumble")) {
            throw new IllegalStateException("stumbled");
        }
        return new @Nullable Object[] {
            entry.partner(),
            entry.units().of("calls"),
            entry.time(),
            entry.unitPrice() == null ? null : entry.unitPrice().amount(),
            entry.subject() == null ? null : entry.salt(),
            entry.id()
        };
    }
}
