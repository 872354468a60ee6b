package io.vouchsafe.store.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.store.SnapshotSource;
import io.vouchsafe.store.testing.TestDatabase;
import io.vouchsafe.store.testing.TestTransactions;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowingSnapshotsTest {
    private static final String NAME = "test.words";

    private final DataSource database = TestDatabase.fresh();
    private final TestTransactions transactions = TestTransactions.on(database);
    private final AtomicLong nanos = new AtomicLong();
    private final FollowingSnapshots snapshots = node(database, transactions);
    private final Words words = new Words(NAME);

    @BeforeEach
    void createRows() throws SQLException {
        execute(database, "CREATE TABLE word (text varchar(50))");
    }

    @Test
    void firstFollow_loadsWhatIsThere() throws SQLException {
        execute(database, "INSERT INTO word VALUES ('old')");

        Snapshot<List<String>> snapshot = snapshots.follow(words);

        assertThat(snapshot.current()).containsExactly("old");
    }

    @Test
    void sameNameTwice_isTheSameSnapshotLoadedOnce() {
        Snapshot<List<String>> first = snapshots.follow(words);

        Snapshot<List<String>> second = snapshots.follow(new Words(NAME));

        assertThat(second).isSameAs(first);
        assertThat(words.loads).hasValue(1);
    }

    @Test
    void ownCommit_isInMemoryBeforeTheCommittingCallReturns() {
        Snapshot<List<String>> snapshot = snapshots.follow(words);

        add(snapshots, transactions, "new");

        assertThat(snapshot.current()).containsExactly("new");
    }

    @Test
    void rolledBackChange_movesNoRevision() {
        Snapshot<List<String>> snapshot = snapshots.follow(words);

        transactions.run(
                () -> {
                    insert(transactions, "never");
                    snapshots.changed(NAME);
                    transactions.rollbackOnly();
                });
        snapshots.refresh();

        assertThat(snapshot.current()).isEmpty();
        assertThat(words.loads).hasValue(1);
    }

    @Test
    void changeOutsideATransaction_isRefused() {
        assertThatThrownBy(() -> snapshots.changed(NAME))
                .isInstanceOf(TransactionalException.class)
                .hasMessageContaining("VOUCH010104")
                .hasMessageContaining(NAME);
    }

    @Test
    void anotherNodesCommit_showsWithTheNextRead() {
        TestTransactions others = TestTransactions.on(database);
        FollowingSnapshots other = node(database, others);
        Snapshot<List<String>> snapshot = snapshots.follow(words);

        add(other, others, "elsewhere");
        assertThat(snapshot.current()).isEmpty();
        snapshots.refresh();

        assertThat(snapshot.current()).containsExactly("elsewhere");
    }

    @Test
    void calmReads_loadNothing() {
        snapshots.follow(words);
        add(snapshots, transactions, "one");

        for (int i = 0; i < 5; i++) {
            snapshots.refresh();
        }

        assertThat(words.loads).hasValue(2);
    }

    @Test
    void commitBetweenRevisionAndLoad_isNotLost() {
        TestTransactions others = TestTransactions.on(database);
        FollowingSnapshots other = node(database, others);
        words.duringLoad = () -> add(other, others, "just committed");

        Snapshot<List<String>> snapshot = snapshots.follow(words);
        assertThat(snapshot.current()).isEmpty();
        snapshots.refresh();

        assertThat(snapshot.current()).containsExactly("just committed");
    }

    @Test
    void oneTransactionWithManyChanges_incrementsEachNameOnce() throws SQLException {
        transactions.run(
                () -> {
                    snapshots.changed("b");
                    snapshots.changed("a");
                    snapshots.changed("b");
                });

        assertThat(new Revisions(database, database).all()).containsOnlyKeys("a", "b");
        assertThat(new Revisions(database, database).all().values()).containsOnly(1L);
    }

    @Test
    void concurrentTransactionsNamingTheSameSnapshotsInAnyOrder_allCommit() throws Exception {
        int each = 20;
        AtomicInteger number = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                boolean forward = thread % 2 == 0;
                running.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < each; i++) {
                                        transactions.run(
                                                () -> {
                                                    insert(
                                                            transactions,
                                                            "w" + number.incrementAndGet());
                                                    snapshots.changed(forward ? "a" : NAME);
                                                    snapshots.changed(forward ? NAME : "a");
                                                });
                                    }
                                }));
            }
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        }

        assertThat(new Revisions(database, database).all()).containsEntry("a", 80L);
        assertThat(snapshots.follow(words).current()).hasSize(80);
    }

    @Test
    void listener_hearsTheCurrentValueAndEachChangeInOrder() {
        List<Integer> sizes = new ArrayList<>();
        Snapshot<List<String>> snapshot = snapshots.follow(words);

        snapshot.onChange(value -> sizes.add(value.size()));
        add(snapshots, transactions, "one");
        add(snapshots, transactions, "two");

        assertThat(sizes).containsExactly(0, 1, 2);
    }

    @Test
    void brokenListener_stopsNeitherTheValueNorTheOthers() {
        List<Integer> sizes = new ArrayList<>();
        Snapshot<List<String>> snapshot = snapshots.follow(words);
        snapshot.onChange(
                value -> {
                    throw new IllegalStateException("broken listener");
                });
        snapshot.onChange(value -> sizes.add(value.size()));

        add(snapshots, transactions, "one");
        snapshots.refresh();

        assertThat(snapshot.current()).containsExactly("one");
        assertThat(sizes).containsExactly(0, 1);
        assertThat(snapshots.fresh()).isTrue();
    }

    @Test
    void neverRead_isNotFresh() {
        assertThat(snapshots.fresh()).isFalse();
    }

    @Test
    void hungRead_isNotFreshEitherOnceItIsTooOld() {
        snapshots.refresh();
        assertThat(snapshots.fresh()).isTrue();

        nanos.addAndGet(FollowingSnapshots.STALE_AFTER.toNanos());

        assertThat(snapshots.fresh()).isFalse();
    }

    @Test
    void brokenLoad_keepsTheFormerValueAndRecovers() throws SQLException {
        Words broken = new Words("test.broken");
        Snapshot<List<String>> fragile = snapshots.follow(broken);
        Snapshot<List<String>> sound = snapshots.follow(words);
        broken.duringLoad =
                () -> {
                    throw new IllegalStateException("broken load");
                };

        transactions.run(
                () -> {
                    insert(transactions, "one");
                    snapshots.changed(NAME);
                    snapshots.changed("test.broken");
                });
        for (int i = 0; i < 3; i++) {
            snapshots.refresh();
        }

        assertThat(fragile.current()).isEmpty();
        assertThat(sound.current()).containsExactly("one");
        assertThat(snapshots.fresh()).isFalse();

        broken.duringLoad = () -> {};
        snapshots.refresh();

        assertThat(fragile.current()).containsExactly("one");
        assertThat(snapshots.fresh()).isTrue();
    }

    @Test
    void outage_isNotFreshAfterThreeMissedReadsAndHealsAlone() throws SQLException {
        try (TestDatabase server = TestDatabase.dedicated()) {
            DataSource own = server.database();
            execute(own, "CREATE TABLE word (text varchar(50))");
            TestTransactions theirs = TestTransactions.on(own);
            FollowingSnapshots node = node(own, theirs);
            Snapshot<List<String>> snapshot = node.follow(words);
            node.refresh();

            server.stop();
            node.refresh();
            node.refresh();
            assertThat(node.fresh()).as("two missed reads are tolerated").isTrue();
            node.refresh();
            assertThat(node.fresh()).as("three are not").isFalse();
            assertThatThrownBy(() -> node.follow(new Words("test.other")))
                    .isInstanceOf(SnapshotUnavailableException.class)
                    .hasMessageContaining("test.other");

            server.restart();
            add(node(own, theirs), theirs, "after the outage");
            node.refresh();

            assertThat(node.fresh()).isTrue();
            assertThat(snapshot.current()).containsExactly("after the outage");
        }
    }

    @Test
    void scheduledNodes_seeEachOthersChangesWithinASecond() throws Exception {
        TestTransactions others = TestTransactions.on(database);
        FollowingSnapshots other = node(database, others);
        CountDownLatch seen = new CountDownLatch(1);
        try (Refresher here = Refresher.start(snapshots, Executors.defaultThreadFactory());
                Refresher there = Refresher.start(other, Executors.defaultThreadFactory())) {
            assertThat(there).isNotSameAs(here);
            snapshots
                    .follow(words)
                    .onChange(
                            value -> {
                                if (value.contains("stop")) {
                                    seen.countDown();
                                }
                            });

            add(other, others, "stop");

            assertThat(seen.await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closedRefresher_waitsForTheRunningReadAndReadsNoMore() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        snapshots.follow(words);
        List<Thread> threads = new ArrayList<>();
        words.duringLoad =
                () -> {
                    loading.countDown();
                    goOn.await();
                };
        TestTransactions others = TestTransactions.on(database);
        add(node(database, others), others, "one");
        Refresher refresher =
                Refresher.start(
                        snapshots,
                        work -> {
                            threads.add(new Thread(work));
                            return threads.getLast();
                        });
        loading.await();
        Thread closing = new Thread(refresher::close);
        closing.start();

        assertThat(closing.join(Duration.ofMillis(100))).as("closed too early").isFalse();
        goOn.countDown();
        assertThat(closing.join(Duration.ofSeconds(5))).isTrue();
        assertThat(threads).hasSize(1).noneMatch(Thread::isAlive);
    }

    private FollowingSnapshots node(DataSource reads, TestTransactions joined) {
        return new FollowingSnapshots(
                new Revisions(reads, joined.dataSource()), joined.registry(), nanos::get);
    }

    private static void add(FollowingSnapshots node, TestTransactions joined, String word) {
        joined.run(
                () -> {
                    insert(joined, word);
                    node.changed(NAME);
                });
    }

    private static void insert(TestTransactions joined, String word) throws SQLException {
        execute(joined.dataSource(), "INSERT INTO word VALUES ('" + word + "')");
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All rows of the table; the hook runs between the reading of the revision and of the rows. */
    private static final class Words implements SnapshotSource<List<String>> {
        private final String name;
        private final AtomicInteger loads = new AtomicInteger();
        private volatile TestTransactions.Action duringLoad = () -> {};

        Words(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<String> load(Connection connection) throws SQLException {
            loads.incrementAndGet();
            try {
                duringLoad.run();
            } catch (SQLException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            List<String> texts = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT text FROM word")) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return List.copyOf(texts);
        }
    }
}
