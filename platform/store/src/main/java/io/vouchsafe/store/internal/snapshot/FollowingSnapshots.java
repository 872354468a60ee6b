package io.vouchsafe.store.internal.snapshot;

import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.store.SnapshotSource;
import io.vouchsafe.store.Snapshots;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionRequiredException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The snapshots without a server: somebody calls {@link #refresh} every {@link #EVERY}.
 *
 * <p>Freshness is counted and timed: three failed reads, or none finished within {@link
 * #STALE_AFTER} because one hangs, and this node is not ready.
 */
final class FollowingSnapshots implements Snapshots {
    static final Duration EVERY = Duration.ofMillis(250);
    static final Duration STALE_AFTER = Duration.ofSeconds(3);
    private static final int MISSES_ALLOWED = 2;

    private final Revisions revisions;
    private final TransactionSynchronizationRegistry transactions;
    private final LongSupplier nanoTime;
    private final Map<String, Followed<?>> followed = new ConcurrentHashMap<>();
    private volatile int missed;
    private volatile long lastRead;
    private volatile boolean everRead;

    FollowingSnapshots(
            Revisions revisions,
            TransactionSynchronizationRegistry transactions,
            LongSupplier nanoTime) {
        this.revisions = revisions;
        this.transactions = transactions;
        this.nanoTime = nanoTime;
    }

    @Override
    @SuppressWarnings("unchecked") // a name has one source, and a source one type
    public synchronized <T> Snapshot<T> follow(SnapshotSource<T> source) {
        Followed<T> known = (Followed<T>) followed.get(source.name());
        if (known != null) {
            return known;
        }
        Followed<T> fresh = new Followed<>(source, revisions);
        try {
            fresh.reload();
        } catch (SQLException e) {
            throw SnapshotLog.LOG.unavailable(source.name(), e);
        }
        followed.put(source.name(), fresh);
        return fresh;
    }

    @Override
    public void changed(String name) {
        int status = transactions.getTransactionStatus();
        if (status == Status.STATUS_MARKED_ROLLBACK) {
            return; // nothing will have changed
        }
        if (status != Status.STATUS_ACTIVE) {
            throw SnapshotLog.LOG.transactionRequired(name, new TransactionRequiredException());
        }
        if (transactions.getResource(Changes.class) instanceof Changes changes) {
            changes.names.add(name);
            return;
        }
        Changes changes = new Changes();
        changes.names.add(name);
        transactions.putResource(Changes.class, changes);
        transactions.registerInterposedSynchronization(changes);
    }

    @Override
    public boolean fresh() {
        return everRead
                && missed <= MISSES_ALLOWED
                && nanoTime.getAsLong() - lastRead < STALE_AFTER.toNanos();
    }

    /** Reads all revisions and loads what moved; never throws. */
    void refresh() {
        try {
            Map<String, Long> now = revisions.all();
            boolean whole = true;
            for (var entry : followed.entrySet()) {
                if (!entry.getValue().isAt(now.getOrDefault(entry.getKey(), 0L))) {
                    whole &= reload(entry.getKey(), entry.getValue());
                }
            }
            if (whole) {
                read();
            } else {
                missed++;
            }
        } catch (SQLException | RuntimeException fault) { // the next read finds it again
            miss(fault);
        }
    }

    private static boolean reload(String name, Followed<?> snapshot) {
        try {
            snapshot.reload();
            return true;
        } catch (SQLException | RuntimeException fault) { // a module's loading code
            if (snapshot.startsFailing()) {
                SnapshotLog.LOG.loadFailed(name, fault);
            }
            return false;
        }
    }

    private void read() {
        if (missed > MISSES_ALLOWED) {
            SnapshotLog.LOG.recovered(missed);
        }
        missed = 0;
        lastRead = nanoTime.getAsLong();
        everRead = true;
    }

    private void miss(Exception fault) {
        missed++;
        if (missed == MISSES_ALLOWED + 1) {
            SnapshotLog.LOG.missed(missed, fault);
        }
    }

    /** What one transaction changed; its rows are locked as late and as briefly as possible. */
    private final class Changes implements Synchronization {
        private final SortedSet<String> names = new TreeSet<>();

        @Override
        public void beforeCompletion() {
            try {
                revisions.increment(names);
            } catch (SQLException e) {
                throw SnapshotLog.LOG.notWritten(names.toString(), e);
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (status != Status.STATUS_COMMITTED) {
                return;
            }
            for (String name : names) {
                Followed<?> snapshot = followed.get(name);
                if (snapshot != null) {
                    reload(name, snapshot);
                }
            }
        }
    }
}
