package io.vouchsafe.store.internal.snapshot;

import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.store.SnapshotSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One value and its revision. Loads one after the other, each in a transaction begun under the
 * lock, so a later load never publishes an older state.
 */
final class Followed<T> implements Snapshot<T> {
    private record Known<T>(long revision, T value) {}

    private final SnapshotSource<T> source;
    private final Revisions revisions;
    private final List<Consumer<? super T>> listeners = new ArrayList<>();
    private volatile @Nullable Known<T> known;
    private boolean failing;

    Followed(SnapshotSource<T> source, Revisions revisions) {
        this.source = source;
        this.revisions = revisions;
    }

    @Override
    public T current() {
        Known<T> now = known;
        if (now == null) {
            throw new IllegalStateException(source.name() + " is given out before its first load");
        }
        return now.value();
    }

    @Override
    public synchronized void onChange(Consumer<? super T> listener) {
        listeners.add(listener);
        Known<T> now = known;
        if (now != null) {
            tell(listener, now);
        }
    }

    boolean isAt(long revision) {
        Known<T> now = known;
        return now != null && now.revision() == revision;
    }

    /** Loads unless the revision in the database is the one in memory. */
    synchronized void reload() throws SQLException {
        Known<T> next =
                revisions.read(
                        source.name(),
                        (revision, connection) ->
                                isAt(revision)
                                        ? null
                                        : new Known<>(revision, source.load(connection)));
        failing = false;
        if (next == null) {
            return;
        }
        known = next;
        listeners.forEach(listener -> tell(listener, next));
    }

    /** True for the first failure in a row: four lines a second would say no more. */
    synchronized boolean startsFailing() {
        boolean starts = !failing;
        failing = true;
        return starts;
    }

    private void tell(Consumer<? super T> listener, Known<T> now) {
        try {
            listener.accept(now.value());
        } catch (RuntimeException fault) { // somebody else's code must not stop the refresher
            SnapshotLog.LOG.listenerFailed(source.name(), now.revision(), fault);
        }
    }
}
