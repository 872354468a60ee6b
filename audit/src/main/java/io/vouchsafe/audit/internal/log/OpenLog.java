package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.LogState;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.PredictionRows;
import io.vouchsafe.audit.internal.checkpoint.CheckpointFile;
import io.vouchsafe.audit.internal.checkpoint.Checkpointer;
import io.vouchsafe.audit.internal.checkpoint.LogIdentity;
import io.vouchsafe.audit.internal.checkpoint.Published;
import io.vouchsafe.audit.internal.checkpoint.StartCheck;
import io.vouchsafe.audit.internal.committer.Committer;
import io.vouchsafe.audit.internal.committer.Head;
import io.vouchsafe.audit.spi.Projection;
import io.vouchsafe.keys.BlindIndex;
import io.vouchsafe.keys.Keys;
import io.vouchsafe.keys.Sealer;
import io.vouchsafe.store.Migrations;
import io.vouchsafe.verifier.VKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;

/**
 * The log of this node, from its opening to its close. Needs no container: data source, keys,
 * threads and clock are given.
 */
public final class OpenLog implements AutoCloseable {
    private final LogIdentity identity;
    private final PredictionRows rows;
    private final Committer committer;
    private final Checkpointer checkpointer;
    private final DataSource dataSource;
    private volatile long size;

    /**
     * What a log is opened with.
     *
     * @param dataSource connections outside JTA
     */
    public record Parts(
            DataSource dataSource,
            Keys keys,
            Sealer sealer,
            BlindIndex index,
            List<Projection> projections,
            ThreadFactory threads,
            Clock clock) {}

    private OpenLog(Parts parts, LogSettings settings, LogIdentity identity, Head head) {
        this.identity = identity;
        this.dataSource = parts.dataSource();
        this.size = head.size();
        this.rows = new PredictionRows(parts.projections(), parts.sealer(), parts.index());
        this.checkpointer =
                new Checkpointer(
                        dataSource,
                        identity,
                        new CheckpointFile(settings.dataFolder()),
                        parts.threads(),
                        parts.clock());
        this.committer =
                new Committer(
                        dataSource,
                        parts.threads(),
                        parts.clock(),
                        parts.projections(),
                        settings.committer(),
                        this::moved);
    }

    /**
     * Migrates the schema, checks the log against keys and local checkpoints, and starts writing.
     *
     * @throws IllegalStateException when the log must not be continued; says why and what to do
     */
    public static OpenLog open(Parts parts, LogSettings settings) {
        Migrations.migrate(parts.dataSource(), "audit", OpenLog.class.getClassLoader());
        try (Connection connection = parts.dataSource().getConnection()) {
            StartCheck check =
                    new StartCheck(connection, new CheckpointFile(settings.dataFolder()));
            OffsetDateTime now = OffsetDateTime.ofInstant(parts.clock().instant(), ZoneOffset.UTC);
            LogIdentity identity = check.identity(parts.keys(), now);
            Head head = check.head(identity);
            OpenLog log = new OpenLog(parts, settings, identity, head);
            log.checkpointer.start();
            log.committer.start();
            AuditMessages.LOG.open(identity.origin(), head.size(), head.root().base64());
            return log;
        } catch (SQLException fault) {
            throw AuditMessages.LOG.notReadable(fault);
        }
    }

    private void moved(Head head) {
        size = head.size();
        checkpointer.moved(head);
    }

    public Sequenced append(Entry entry) {
        return committer.append(rows.row(entry));
    }

    /** Says that the outbox has new rows. */
    void knock() {
        committer.knock();
    }

    public boolean writable() {
        return committer.writable();
    }

    public LogIdentity identity() {
        return identity;
    }

    public Checkpointer checkpointer() {
        return checkpointer;
    }

    /** Durable size as the database has it; what this node knows when it does not answer. */
    public LogState state() {
        Optional<Published> published = checkpointer.newest();
        return new LogState(
                identity.origin(),
                durable(),
                published.map(Published::size).orElse(0L),
                published.map(p -> p.root().base64()).orElse(null),
                published.map(Published::time).orElse(null),
                writable());
    }

    private long durable() {
        try (Connection connection = dataSource.getConnection()) {
            return Head.read(connection).size();
        } catch (SQLException away) {
            return size;
        }
    }

    /** One vkey per line, each with a comment above it. */
    public String keysFile() {
        StringBuilder file = new StringBuilder("# Keys of the log '" + identity.origin() + "'\n");
        for (VKey key : identity.vkeys()) {
            file.append("# ")
                    .append(key.type().map(Enum::name).orElse("unknown"))
                    .append('\n')
                    .append(key.encode())
                    .append('\n');
        }
        return file.toString();
    }

    /** Writes and publishes what waits, then stops. */
    @Override
    public void close() {
        committer.close();
        checkpointer.close();
        AuditMessages.LOG.closed(identity.origin(), size);
    }
}
