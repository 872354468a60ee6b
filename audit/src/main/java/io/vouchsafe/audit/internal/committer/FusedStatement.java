package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.internal.body.LogRow;
import io.vouchsafe.audit.spi.Projection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that moves the head and writes everything that follows from a batch: entries,
 * tree nodes, detached parts, the outbox's deletions, projections. One round trip; no row back
 * means that somebody else moved the head, and then nothing was written.
 */
final class FusedStatement {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");
    private static final Pattern TYPE = Pattern.compile("[a-z_][a-z0-9_ ]*");

    private final List<Projection> projections;
    private final String sql;

    FusedStatement(List<Projection> projections) {
        this.projections = List.copyOf(projections);
        this.sql = sql(projections);
    }

    private static String sql(List<Projection> projections) {
        StringBuilder sql =
                new StringBuilder(
                        """
                        WITH h AS (
                          UPDATE audit.head SET size = ?, root = ?, frontier = ?
                          WHERE id = 1 AND size = ? AND root = ? RETURNING ?::int8 AS base),
                        e AS (
                          INSERT INTO audit.entry (entry_index, receipt_id, hash, salt, body, type, time, decision,
                            reason, partner, contract, model, model_version, caller)
                          SELECT h.base + u.o - 1, u.c1, u.c2, u.c3, u.c4, u.c5, u.c6, u.c7, u.c8, u.c9, u.c10, u.c11,
                            u.c12, u.c13
                          FROM h, unnest(?::uuid[], ?::bytea[], ?::bytea[], ?::bytea[], ?::text[], ?::timestamptz[],
                            ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::text[])
                            WITH ORDINALITY u(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, o)),
                        n AS (
                          INSERT INTO audit.node (level, node_index, hash)
                          SELECT u.* FROM h, unnest(?::int2[], ?::int8[], ?::bytea[]) u),
                        d AS (
                          INSERT INTO audit.detached (entry_index, subject_tag, subject, subject_salt, explanation)
                          SELECT u.* FROM h, unnest(?::int8[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[]) u),
                        o AS (
                          DELETE FROM audit.outbox b USING h WHERE b.id = ANY (?::int8[]))""");
        for (int i = 0; i < projections.size(); i++) {
            sql.append(projection(projections.get(i), i));
        }
        return sql.append("\nSELECT h.base FROM h").toString();
    }

    /** Names come from code, not from users; the check keeps a slip from becoming SQL. */
    private static String projection(Projection projection, int number) {
        StringBuilder names = new StringBuilder("entry_index");
        StringBuilder arrays = new StringBuilder("?::int8[]");
        for (Projection.Column column : projection.columns()) {
            names.append(", ").append(checked(NAME, column.name()));
            arrays.append(", ?::").append(checked(TYPE, column.sqlType())).append("[]");
        }
        return """
               ,
               p%d AS (
                 INSERT INTO %s (%s)
                 SELECT u.* FROM h, unnest(%s) u)"""
                .formatted(number, checked(NAME, projection.table()), names, arrays);
    }

    private static String checked(Pattern form, String name) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no plain SQL name");
        }
        return name;
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /**
     * Runs it.
     *
     * @return false when the head was no longer {@code before}; nothing was written then
     */
    boolean execute(PreparedStatement statement, Head before, Plan plan) throws SQLException {
        Binder binder = new Binder(statement);
        binder.number(plan.after().size());
        binder.bytes(plan.after().root().toBytes());
        binder.bytes(plan.after().frontier().toBytes());
        binder.number(before.size());
        binder.bytes(before.root().toBytes());
        binder.number(before.size());
        entries(binder, plan.tickets());
        nodes(binder, plan.nodes());
        detached(binder, before.size(), plan.tickets());
        binder.array(
                "int8",
                plan.tickets().stream().filter(Ticket::fromOutbox).map(Ticket::outboxId).toArray());
        for (int i = 0; i < projections.size(); i++) {
            projected(binder, before.size(), plan.tickets(), i);
        }
        try (ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    private static void entries(Binder binder, List<Ticket> tickets) throws SQLException {
        binder.texts("uuid", tickets, row -> row.id());
        binder.blobs(tickets, row -> row.hash().toBytes());
        binder.blobs(tickets, LogRow::salt);
        binder.blobs(tickets, LogRow::body);
        binder.texts("text", tickets, row -> row.columns().type());
        binder.texts("timestamptz", tickets, row -> row.columns().time());
        binder.texts("text", tickets, row -> row.columns().decision());
        binder.texts("text", tickets, row -> row.columns().reason());
        binder.texts("text", tickets, row -> row.columns().partner());
        binder.texts("text", tickets, row -> row.columns().contract());
        binder.texts("text", tickets, row -> row.columns().model());
        binder.texts("int8", tickets, row -> row.columns().modelVersion());
        binder.texts("text", tickets, row -> row.columns().caller());
    }

    private static void nodes(Binder binder, List<Plan.Node> nodes) throws SQLException {
        binder.array("int2", nodes.stream().map(Plan.Node::level).toArray());
        binder.array("int8", nodes.stream().map(Plan.Node::index).toArray());
        binder.array("bytea", nodes.stream().map(Plan.Node::hash).toArray(byte[][]::new));
    }

    private static void detached(Binder binder, long base, List<Ticket> tickets)
            throws SQLException {
        List<Long> indexes = new ArrayList<>();
        List<LogRow.Detached> parts = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            LogRow.Detached part = tickets.get(i).row().detached();
            if (part != null) {
                indexes.add(base + i);
                parts.add(part);
            }
        }
        binder.array("int8", indexes.toArray());
        binder.parts(parts, LogRow.Detached::subjectTag);
        binder.parts(parts, LogRow.Detached::subject);
        binder.parts(parts, LogRow.Detached::subjectSalt);
        binder.parts(parts, LogRow.Detached::explanation);
    }

    private void projected(Binder binder, long base, List<Ticket> tickets, int projection)
            throws SQLException {
        List<Long> indexes = new ArrayList<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            List<@Nullable Object @Nullable []> projected = tickets.get(i).row().projected();
            @Nullable Object[] row = projected.isEmpty() ? null : projected.get(projection);
            if (row != null) {
                indexes.add(base + i);
                rows.add(row);
            }
        }
        binder.array("int8", indexes.toArray());
        List<Projection.Column> columns = projections.get(projection).columns();
        for (int c = 0; c < columns.size(); c++) {
            binder.column(columns.get(c).sqlType(), rows, c);
        }
    }

    /** Sets parameters one after the other. */
    private static final class Binder {
        private final PreparedStatement statement;
        private int next = 1;

        Binder(PreparedStatement statement) {
            this.statement = statement;
        }

        void number(long value) throws SQLException {
            statement.setLong(next++, value);
        }

        void bytes(byte[] value) throws SQLException {
            statement.setBytes(next++, value);
        }

        void array(String type, @Nullable Object[] values) throws SQLException {
            statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
        }

        /** Values by their text form, which every PostgreSQL type reads. */
        void texts(String type, List<Ticket> tickets, Function<LogRow, @Nullable Object> value)
                throws SQLException {
            @Nullable String[] texts = new @Nullable String[tickets.size()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = text(value.apply(tickets.get(i).row()));
            }
            array(type, texts);
        }

        void blobs(List<Ticket> tickets, Function<LogRow, byte[]> value) throws SQLException {
            byte[][] blobs = new byte[tickets.size()][];
            for (int i = 0; i < blobs.length; i++) {
                blobs[i] = value.apply(tickets.get(i).row());
            }
            array("bytea", blobs);
        }

        void parts(List<LogRow.Detached> parts, Function<LogRow.Detached, byte @Nullable []> value)
                throws SQLException {
            byte[] @Nullable [] blobs = new byte[parts.size()] @Nullable [];
            for (int i = 0; i < parts.size(); i++) {
                blobs[i] = value.apply(parts.get(i));
            }
            array("bytea", blobs);
        }

        void column(String type, List<@Nullable Object[]> rows, int column) throws SQLException {
            if (type.equals("bytea")) {
                byte[] @Nullable [] blobs = new byte[rows.size()] @Nullable [];
                for (int i = 0; i < rows.size(); i++) {
                    blobs[i] = (byte[]) rows.get(i)[column];
                }
                array(type, blobs);
                return;
            }
            @Nullable String[] texts = new @Nullable String[rows.size()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = text(rows.get(i)[column]);
            }
            array(type, texts);
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }
}
