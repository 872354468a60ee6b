package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.Receipt;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.committer.CommitterSettings;
import io.vouchsafe.audit.internal.receipts.Receipts;
import io.vouchsafe.audit.internal.search.EntrySearch;
import io.vouchsafe.audit.internal.search.EntryVerifier;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.audit.testing.LogTables;
import io.vouchsafe.audit.testing.TestKeys;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.verifier.KeyRing;
import io.vouchsafe.verifier.ReceiptVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** A whole log on a real database, without a container. */
public final class LogFixture implements AutoCloseable {
    public static final String ORIGIN = "log.example/test";
    public static final Caller AUDITOR = Caller.user("aud", null, Set.of(Roles.AUDITOR));
    public static final Caller ACME = partner("acme");
    public static final Caller GLOBEX = partner("globex");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final DataSource database;
    public final LogTables tables;
    public final TestKeys keys;
    public final Path folder;
    public final List<ReceiptId> denied = new CopyOnWriteArrayList<>();
    public final OpenLog log;
    public final Receipts receipts;
    public final EntrySearch search;
    public final EntryVerifier verifier;

    private LogFixture(DataSource database, Path folder, TestKeys keys) {
        this.database = database;
        this.tables = new LogTables(database);
        this.folder = folder;
        this.keys = keys;
        this.log =
                OpenLog.open(
                        new OpenLog.Parts(
                                database,
                                keys,
                                keys,
                                keys,
                                List.of(),
                                Executors.defaultThreadFactory(),
                                Clock.systemUTC()),
                        new LogSettings(folder, CommitterSettings.DEFAULT));
        this.receipts = new Receipts(database, log.checkpointer(), (who, id) -> denied.add(id));
        this.search = new EntrySearch(database, log.checkpointer(), keys, keys);
        this.verifier = new EntryVerifier(database, log.checkpointer(), log.identity(), keys, keys);
    }

    /** A log whose keys come out of seed 1. */
    public static LogFixture on(DataSource database, Path folder) {
        return on(database, folder, new TestKeys(ORIGIN, 1));
    }

    public static LogFixture on(DataSource database, Path folder, TestKeys keys) {
        return new LogFixture(database, folder, keys);
    }

    public static Caller partner(String name) {
        return Caller.user(name + "-dev", new PartnerId(name), Set.of(Roles.PARTNER_DEVELOPER));
    }

    public Sequenced append(Entries entry) {
        return log.append(entry.entry());
    }

    /**
     * Appends many at once, answers them in the log's order, and waits until a checkpoint covers
     * them.
     */
    public List<Sequenced> published(int count) {
        try (ExecutorService callers = Executors.newFixedThreadPool(Math.min(count, 16))) {
            List<Sequenced> appended =
                    IntStream.range(0, count)
                            .mapToObj(i -> callers.submit(() -> append(Entries.prediction())))
                            .toList()
                            .stream()
                            .map(LogFixture::result)
                            .sorted(Comparator.comparing(Sequenced::index))
                            .toList();
            return covered(appended);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Sequenced> covered(List<Sequenced> appended) {
        if (log.checkpointer().covering(appended.getLast().index(), PATIENCE).isEmpty()) {
            throw new AssertionError("No checkpoint within " + PATIENCE);
        }
        return appended;
    }

    public Receipt.Published receipt(Sequenced entry) {
        return (Receipt.Published) receipts.receipt(AUDITOR, entry.receipt(), PATIENCE);
    }

    /** Trusts what the log gives out as its keys. */
    public ReceiptVerifier offline() {
        return new ReceiptVerifier(KeyRing.parse(log.keysFile().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        log.close();
    }
}
