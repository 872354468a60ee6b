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
     */
    record Column(String name, String sqlType) {}
}
