package io.vouchsafe.kernel;

import java.util.function.Consumer;

/**
 * A value in memory that follows the database: what the request path reads instead of querying. A
 * change shows on every node within a second (design, "Snapshots").
 */
public interface Snapshot<T> {
    /** The newest value this node knows; never blocks. */
    T current();

    /**
     * Calls {@code listener} with the current value now and after each change, on the refreshing
     * thread.
     */
    void onChange(Consumer<? super T> listener);
}
