package io.vouchsafe.audit.internal.checkpoint;

import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.committer.Head;
import io.vouchsafe.audit.internal.tree.StoredTree;
import io.vouchsafe.audit.internal.tree.TileCache;
import io.vouchsafe.verifier.Checkpoint;
import io.vouchsafe.verifier.SignedNote;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a checkpoint when the oldest entry that none covers is {@link #DELAY} old. Looks at the
 * database from time to time as well, for entries and checkpoints of other nodes.
 */
public final class Checkpointer implements AutoCloseable {
    /** From durable to published, without the time to sign. */
    public static final Duration DELAY = Duration.ofMillis(200);

    private static final Duration POLL = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final LogIdentity identity;
    private final CheckpointFile file;
    private final Clock clock;
    private final TileCache tiles = new TileCache();
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition published = lock.newCondition();
    private boolean uncovered;
    private long uncoveredSince;
    private volatile boolean closed;
    private boolean failing; // of this thread alone
    private volatile @Nullable Published newest;

    public Checkpointer(
            DataSource dataSource,
            LogIdentity identity,
            CheckpointFile file,
            ThreadFactory threads,
            Clock clock) {
        this.dataSource = dataSource;
        this.identity = identity;
        this.file = file;
        this.clock = clock;
        this.thread = threads.newThread(this::run);
        this.thread.setName("vouchsafe-checkpointer");
    }

    /** Starts; what was durable before is published at once. */
    public Checkpointer start() {
        thread.start();
        return this;
    }

    /** Tells of a head that became durable on this node. */
    public void moved(Head head) {
        Published covered = newest;
        if (covered == null || head.size() > covered.size()) {
            mark();
        }
    }

    private void mark() {
        lock.lock();
        try {
            if (!uncovered) {
                uncovered = true;
                uncoveredSince = System.nanoTime();
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The newest checkpoint that this node knows. */
    public Optional<Published> newest() {
        return Optional.ofNullable(newest);
    }

    /**
     * The first checkpoint known here that covers the entry; empty when the patience ends first.
     */
    public Optional<Published> covering(long index, Duration patience) {
        Optional<Published> known = newest().filter(p -> p.size() > index);
        if (known.isPresent() || patience.isZero() || patience.isNegative()) {
            return known;
        }
        mark(); // it may be another node's entry
        long rest = patience.toNanos();
        lock.lock();
        try {
            while (rest > 0 && !closed && newest().filter(p -> p.size() > index).isEmpty()) {
                rest = published.awaitNanos(rest);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return newest().filter(p -> p.size() > index);
    }

    private void run() {
        cut();
        while (awaitWork()) {
            cut();
        }
    }

    /** False when closed and nothing is uncovered. */
    private boolean awaitWork() {
        lock.lock();
        try {
            long rest = POLL.toNanos();
            while (!uncovered && !closed && rest > 0) {
                rest = changed.awaitNanos(rest);
            }
            while (uncovered && !closed) {
                long due = DELAY.toNanos() - (System.nanoTime() - uncoveredSince);
                if (due <= 0) {
                    break;
                }
                changed.await(due, TimeUnit.NANOSECONDS);
            }
            boolean goOn = uncovered || !closed;
            uncovered = false;
            return goOn;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void cut() {
        try (Connection connection = dataSource.getConnection()) {
            CheckpointTable table = new CheckpointTable(connection);
            Head head = Head.read(connection);
            Optional<Published> last = table.newest();
            if (last.isPresent() && last.get().size() >= head.size()) {
                publish(last.get());
            } else if (head.size() > 0) {
                requireContinuation(StoredTree.of(connection, tiles), last, head);
                publish(signed(table, head));
            }
            failing = false;
        } catch (SQLException | RuntimeException fault) {
            if (!failing) {
                AuditMessages.LOG.noCheckpoint(fault);
            }
            failing = true;
            tryLater();
        }
    }

    private void tryLater() {
        lock.lock();
        try {
            uncovered = !closed;
            uncoveredSince = System.nanoTime() + POLL.minus(DELAY).toNanos();
        } finally {
            lock.unlock();
        }
    }

    /** What the rows say must be what was signed last and what is signed now. */
    private static void requireContinuation(StoredTree rows, Optional<Published> last, Head head)
            throws SQLException {
        if (!rows.root(head.size()).equals(head.root())) {
            throw AuditMessages.LOG.headContradicts(
                    head.size(), head.root().base64(), rows.root(head.size()).base64());
        }
        if (last.isPresent() && !rows.root(last.get().size()).equals(last.get().root())) {
            throw AuditMessages.LOG.headContradicts(
                    last.get().size(),
                    last.get().root().base64(),
                    rows.root(last.get().size()).base64());
        }
    }

    private Published signed(CheckpointTable table, Head head) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SignedNote note =
                identity.sign(new Checkpoint(identity.origin(), head.size(), head.root()), now);
        Published checkpoint = new Published(head.size(), head.root(), note.encode(), now);
        file.append(identity.ownOf(note)); // before the world can see it
        table.insert(checkpoint);
        return checkpoint;
    }

    private void publish(Published checkpoint) {
        lock.lock();
        try {
            Published before = newest;
            if (before == null || checkpoint.size() > before.size()) {
                newest = checkpoint;
            }
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Covers what is uncovered, then stops. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            published.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
