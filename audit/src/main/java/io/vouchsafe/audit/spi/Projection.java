package io.vouchsafe.audit.spi;

import io.vouchsafe.audit.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that follow from prediction entries, written in the same statement as the entries (design,
 * "Projections"): an insert of one row per entry of interest, fed by arrays. A CDI bean of this
 * type is found by the committer at start.
 *
 * <p>The first column of the table is always {@code entry_index bigint}, filled by the log.
 *
 * <p><b>Taking back.</b> An entry may become durable after its caller was told that it is not known
 * to be: then an entry of type {@code prediction.undelivered} follows, and with it one more row in
 * each table that has {@linkplain Column#amount amounts}: a copy of the first entry's row, its time
 * included, with each amount negated. So sums come right by themselves; a table must not count its
 * rows, nor keep a unique key that such a copy breaks.
 */
public interface Projection {
    /** Qualified table, such as {@code partners.usage_record}; constant. */
    String table();

    /** The columns after {@code entry_index}, in order; constant. */
    List<Column> columns();

    /**
     * Values for {@link #columns()}, or null when this entry is of no interest. Must be pure and
     * quick: it runs on the appending caller's thread, many at once. Values are written by their
     * {@code toString()} ({@code byte[]} for {@code bytea}); a fault here, or a row that the table
     * refuses, refuses this entry and no other.
     */
    @Nullable Object @Nullable [] row(Entry entry);

    /**
     * A column.
     *
     * @param sqlType element type as PostgreSQL names it in {@code unnest(?::type[])}, such as
     *     {@code text}, {@code int8}, {@code timestamptz}, {@code numeric}, {@code uuid}
     * @param amount whether it is a number that is summed up, and negated to take it back
     */
    record Column(String name, String sqlType, boolean amount) {
        /** A column that says what a row is about. */
        public Column(String name, String sqlType) {
            this(name, sqlType, false);
        }

        /** A column that is summed up. */
        public static Column amount(String name, String sqlType) {
            return new Column(name, sqlType, true);
        }
    }
}
