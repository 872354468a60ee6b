package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.audit.testing.FaultyDataSource.Fault;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.store.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitterTest {
    private final CommitterFixture log = CommitterFixture.on(EmptyDatabase.get());

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void entries_getConsecutiveIndexesFromZero() {
        List<Long> indexes =
                IntStream.range(0, 20)
                        .mapToObj(i -> log.append(Entries.prediction()).index())
                        .toList();

        assertThat(indexes).isEqualTo(IntStream.range(0, 20).mapToObj(i -> (long) i).toList());
        log.tables.requireSound();
    }

    @Test
    void manyCallers_shareCommitsAndGetTheirOwnIndexes() throws Exception {
        List<Future<List<Sequenced>>> results =
                log.atOnce(
                        64,
                        caller ->
                                IntStream.range(0, 25)
                                        .mapToObj(i -> log.append(Entries.prediction()))
                                        .toList());

        List<Sequenced> sequenced =
                CommitterFixture.successes(results).stream().flatMap(List::stream).toList();
        List<ReceiptId> stored = log.tables.ids();
        assertThat(sequenced).hasSize(1600);
        assertThat(sequenced)
                .allSatisfy(s -> assertThat(stored.get((int) s.index())).isEqualTo(s.receipt()));
        assertThat(log.faults.executions()).isLessThan(1600);
        log.tables.requireSound();
    }

    @Test
    void newHead_isToldAfterEachCommit() {
        log.append(Entries.prediction());
        log.append(Entries.prediction());
        log.close(); // the committer tells after it answered

        assertThat(log.heads).extracting(Head::size).containsExactly(1L, 2L);
        assertThat(log.heads.getLast().root().toBytes())
                .isEqualTo(log.tables.bytes("SELECT root FROM audit.head"));
    }

    @Test
    void fullSubtrees_areStoredAsNodes() throws Exception {
        CommitterFixture.successes(
                log.atOnce(
                        32,
                        caller ->
                                IntStream.range(0, 20)
                                        .mapToObj(i -> log.append(Entries.prediction()))
                                        .toList()));

        assertThat(log.tables.number("SELECT count(*) FROM audit.node WHERE level = 1"))
                .isEqualTo(640 / 256);
        log.tables.requireSound();
    }

    @Test
    void newCommitter_continuesTheTree() {
        log.append(Entries.prediction());
        log.close();

        try (CommitterFixture restarted = log.another()) {
            assertThat(restarted.append(Entries.prediction()).index()).isEqualTo(1);
        }
        log.tables.requireSound();
    }

    // ids

    @Test
    void sameId_answersTheOriginalIndex() {
        Entries entry = Entries.prediction();
        Sequenced first = log.append(entry);
        log.append(Entries.prediction());

        Sequenced again = log.append(entry);

        assertThat(again).isEqualTo(first);
        assertThat(log.tables.entries()).hasSize(2);
    }

    @Test
    void sameIdAtOnce_isWrittenOnce() throws Exception {
        Entries entry = Entries.prediction();

        List<Sequenced> results =
                CommitterFixture.successes(log.atOnce(32, caller -> log.append(entry)));

        assertThat(results).hasSize(32).containsOnly(new Sequenced(0, entry.id()));
        log.tables.requireSound();
    }

    @Test
    void knownIdsAmongNewOnes_doNotStopThem() throws Exception {
        Entries known = Entries.prediction();
        log.append(known);

        List<Sequenced> results =
                CommitterFixture.successes(
                        log.atOnce(32, i -> log.append(i % 4 == 0 ? known : Entries.prediction())));

        assertThat(results).hasSize(32);
        assertThat(results.stream().filter(s -> s.receipt().equals(known.id())))
                .containsOnly(new Sequenced(0, known.id()));
        assertThat(log.tables.entries()).hasSize(25);
        log.tables.requireSound();
    }

    // projections

    @Test
    void projection_isWrittenWithItsEntry() {
        log.append(Entries.prediction().refused(Reason.QUOTA_EXHAUSTED));
        log.append(Entries.prediction().partner("globex").subject("p-1"));

        assertThat(log.tables.number("SELECT count(*) FROM partners.usage_record")).isEqualTo(1);
        assertThat(
                        log.tables.number(
                                """
                                SELECT count(*) FROM partners.usage_record u JOIN audit.entry e USING (entry_index)
                                WHERE u.partner = 'globex' AND u.calls = 1 AND u.price = 0.0010
                                  AND u.time = e.time AND u.receipt = e.receipt_id AND u.proof = e.salt"""))
                .isEqualTo(1);
    }

    @Test
    void nullValues_areProjectedAsNull() {
        log.append(Entries.prediction());

        assertThat(
                        log.tables.number(
                                "SELECT count(*) FROM partners.usage_record WHERE proof IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void refusedProjection_becomesAFaultEntryAndItsCallerIsRefused() {
        Entries culprit = Entries.prediction().partner("poison");

        assertThatThrownBy(() -> log.append(culprit))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining(culprit.id().toString())
                .rootCause()
                .as("no row in what may be logged")
                .message()
                .doesNotContain("Failing row");

        assertThat(log.tables.ids()).hasSize(1).doesNotContain(culprit.id());
        assertThat(bodies())
                .singleElement()
                .asString()
                .contains("\"type\":\"log.fault\"")
                .contains("\"entry\":\"" + culprit.id() + "\"")
                .contains("\"cause\":\"sql:23514\"");
        log.tables.requireSound();
    }

    @Test
    void culpritsInABatch_doNotHarmTheOthers() throws Exception {
        holdFirstCommit();

        List<Future<Sequenced>> results =
                log.atOnce(
                        40,
                        i ->
                                log.append(
                                        i % 10 == 3
                                                ? Entries.prediction().partner("poison")
                                                : Entries.prediction()));

        assertThat(CommitterFixture.successes(results)).hasSize(36);
        assertThat(bodies().stream().filter(b -> b.contains("log.fault"))).hasSize(4);
        assertThat(log.tables.entries()).hasSize(40);
        assertThat(log.tables.number("SELECT count(*) FROM partners.usage_record")).isEqualTo(36);
        log.tables.requireSound();
    }

    @Test
    void retriedCulprit_isRefusedAgain() {
        Entries culprit = Entries.prediction().partner("poison");
        assertThatThrownBy(() -> log.append(culprit)).isInstanceOf(LogUnavailableException.class);

        assertThatThrownBy(() -> log.append(culprit)).isInstanceOf(LogUnavailableException.class);

        assertThat(log.tables.ids()).doesNotContain(culprit.id());
    }

    @Test
    void stumblingProjection_becomesAFaultEntry() {
        assertThatThrownBy(() -> log.append(Entries.prediction().partner("stumble")))
                .isInstanceOf(LogUnavailableException.class);

        assertThat(bodies())
                .singleElement()
                .asString()
                .contains("\"cause\":\"projection:IllegalStateException\"");
        assertThat(log.append(Entries.prediction()).index()).isEqualTo(1);
    }

    @Test
    void projectionsOwnUniqueKey_isNoDuplicateEntry() {
        Entries entry = Entries.prediction();
        log.tables.execute(
                "INSERT INTO partners.usage_record (entry_index, calls, time, receipt) VALUES (999, 1, now(), '%s')"
                        .formatted(entry.id()));

        assertThatThrownBy(() -> log.append(entry)).isInstanceOf(LogUnavailableException.class);

        assertThat(bodies()).singleElement().asString().contains("sql:23505");
        log.tables.requireSound();
    }

    @Test
    void missingProjectionTable_refusesEverythingUntilItIsThere() throws Exception {
        log.tables.execute("ALTER TABLE partners.usage_record RENAME TO hidden");

        try (CommitterFixture impatient = impatient()) {
            assertThatThrownBy(() -> impatient.append(Entries.prediction()))
                    .isInstanceOf(LogUnavailableException.class);
            assertThat(impatient.committer.writable()).isFalse();
            log.tables.execute("ALTER TABLE partners.hidden RENAME TO usage_record");

            CommitterFixture.until("writable again", impatient.committer::writable);
            impatient.append(Entries.prediction());
        }
        assertThat(bodies()).noneMatch(body -> body.contains("log.fault"));
        log.tables.requireSound();
    }

    // unknown commits

    @Test
    void connectionLostAfterTheCommit_isAskedNotRepeated() {
        log.append(Entries.prediction());
        log.faults.once(Fault.AFTER);
        Entries entry = Entries.prediction();

        Sequenced sequenced = log.append(entry);

        assertThat(sequenced).isEqualTo(new Sequenced(1, entry.id()));
        assertThat(log.tables.entries()).hasSize(2);
        log.tables.requireSound();
    }

    @Test
    void connectionLostBeforeTheCommit_isRepeated() {
        log.append(Entries.prediction());
        log.faults.once(Fault.BEFORE);
        Entries entry = Entries.prediction();

        Sequenced sequenced = log.append(entry);

        assertThat(sequenced).isEqualTo(new Sequenced(1, entry.id()));
        assertThat(log.faults.executions()).isEqualTo(2);
        log.tables.requireSound();
    }

    @Test
    void connectionsLostAgainAndAgain_loseAndDoubleNothing() throws Exception {
        Fault[] faults = {Fault.AFTER, Fault.NONE, Fault.BEFORE, Fault.NONE, Fault.AFTER};
        int[] round = {0};
        log.faults.beforeExecute(() -> log.faults.once(faults[round[0]++ % faults.length]));

        List<Future<List<Sequenced>>> results =
                log.atOnce(
                        16,
                        caller ->
                                IntStream.range(0, 10)
                                        .mapToObj(i -> log.append(Entries.prediction()))
                                        .toList());

        List<Sequenced> sequenced =
                CommitterFixture.successes(results).stream().flatMap(List::stream).toList();
        assertThat(sequenced).hasSize(160);
        List<ReceiptId> stored = log.tables.ids();
        assertThat(stored).hasSize(160);
        assertThat(sequenced)
                .allSatisfy(s -> assertThat(stored.get((int) s.index())).isEqualTo(s.receipt()));
        log.tables.requireSound();
    }

    @Test
    void unknownCommitThatNobodyWaitsFor_isNotDoubledByTheRetry() throws Exception {
        Entries entry = Entries.prediction();
        try (CommitterFixture impatient = impatient()) {
            impatient.faults.once(Fault.AFTER_THEN_AWAY);
            assertThatThrownBy(() -> impatient.append(entry))
                    .isInstanceOf(LogUnavailableException.class);
            impatient.faults.always(Fault.NONE);

            CommitterFixture.until("writable", impatient.committer::writable);
            Sequenced retried = impatient.append(entry);

            assertThat(retried.index()).isZero();
        }
        assertThat(log.tables.entries()).hasSize(1);
        log.tables.requireSound();
    }

    // outages and limits

    @Test
    void databaseAway_refusesAfterThePatienceAndRecovers() throws Exception {
        try (CommitterFixture impatient = impatient()) {
            impatient.append(Entries.prediction());
            impatient.faults.always(Fault.AWAY);
            Entries lost = Entries.prediction();

            assertThatThrownBy(() -> impatient.append(lost))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining(lost.id().toString());
            assertThat(impatient.committer.writable()).isFalse();
            impatient.faults.always(Fault.NONE);

            CommitterFixture.until("writable", impatient.committer::writable);
            assertThat(impatient.append(Entries.prediction()).index()).isEqualTo(1);
        }
        log.tables.requireSound();
    }

    @Test
    void entryNobodyWaitsForAnyMore_isNotWritten() throws Exception {
        try (CommitterFixture impatient = impatient()) {
            impatient.faults.always(Fault.AWAY);
            Entries given = Entries.prediction();
            assertThatThrownBy(() -> impatient.append(given))
                    .isInstanceOf(LogUnavailableException.class);

            impatient.faults.always(Fault.NONE);
            CommitterFixture.until("writable", impatient.committer::writable);
            impatient.append(Entries.prediction());

            assertThat(log.tables.ids()).hasSize(1).doesNotContain(given.id());
        }
    }

    @Test
    void fullQueue_refusesAtOnce() throws Exception {
        CommitterSettings narrow =
                new CommitterSettings(
                        2,
                        1,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(200),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(10));
        CountDownLatch release = new CountDownLatch(1);
        try (CommitterFixture small = CommitterFixture.on(TestDatabase.fresh(), narrow)) {
            small.faults.beforeExecute(() -> await(release));

            List<Future<Sequenced>> results;
            try (var opener = Executors.newSingleThreadScheduledExecutor()) {
                opener.schedule(release::countDown, 300, TimeUnit.MILLISECONDS);
                results = small.atOnce(20, i -> small.append(Entries.prediction()));
            }

            List<Sequenced> taken = CommitterFixture.successes(results);
            assertThat(taken).isNotEmpty().hasSizeLessThan(20);
            assertThat(results)
                    .anySatisfy(
                            r ->
                                    assertThatThrownBy(r::get)
                                            .hasRootCauseInstanceOf(LogUnavailableException.class)
                                            .hasMessageContaining("full"));
            assertThat(small.tables.ids())
                    .containsExactlyInAnyOrderElementsOf(
                            taken.stream().map(Sequenced::receipt).toList());
        }
    }

    @Test
    void interruptedCaller_isRefusedAndStaysInterrupted() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        log.faults.beforeExecute(() -> await(release));
        boolean[] interrupted = {false};
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                log.append(Entries.prediction());
                            } catch (LogUnavailableException refused) {
                                interrupted[0] = Thread.currentThread().isInterrupted();
                            }
                        });
        caller.start();

        caller.interrupt();
        caller.join();
        release.countDown();

        assertThat(interrupted[0]).isTrue();
    }

    @Test
    void stop_writesWhatWaits() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        log.faults.beforeExecute(
                () -> {
                    reached.countDown();
                    await(release);
                });
        Thread stopper =
                new Thread(
                        () -> {
                            await(reached);
                            release.countDown();
                            log.close();
                        });
        stopper.start();

        List<Sequenced> taken =
                CommitterFixture.successes(log.atOnce(32, i -> log.append(Entries.prediction())));
        stopper.join();

        assertThat(log.tables.ids())
                .containsExactlyInAnyOrderElementsOf(
                        taken.stream().map(Sequenced::receipt).toList());
        assertThatThrownBy(() -> log.append(Entries.prediction()))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("stopped");
        assertThat(log.committer.writable()).isFalse();
    }

    @Test
    void stopWhileTheDatabaseIsAway_refusesTheRestInTime() throws Exception {
        CommitterSettings shortDrain =
                new CommitterSettings(
                        10,
                        10,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(200),
                        Duration.ofMillis(50),
                        Duration.ofMillis(300));
        CommitterFixture stopping = CommitterFixture.on(TestDatabase.fresh(), shortDrain);
        stopping.faults.always(Fault.AWAY);

        List<Future<Sequenced>> results;
        try (var stopper = Executors.newSingleThreadScheduledExecutor()) {
            stopper.schedule(stopping::close, 200, TimeUnit.MILLISECONDS);
            results = stopping.atOnce(4, i -> stopping.append(Entries.prediction()));
        }

        assertThat(results)
                .allSatisfy(
                        r ->
                                assertThatThrownBy(r::get)
                                        .hasCauseInstanceOf(LogUnavailableException.class));
    }

    // a database that contradicts itself

    @Test
    void entryBeyondTheHead_stopsTheLogInsteadOfMakingFaultEntries() {
        try (CommitterFixture impatient = impatient()) {
            impatient.append(Entries.prediction());
            log.tables.execute("UPDATE audit.entry SET entry_index = 1");

            assertThatThrownBy(() -> impatient.append(Entries.prediction()))
                    .isInstanceOf(LogUnavailableException.class);

            assertThat(impatient.committer.writable()).isFalse();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400)); // some looks at the outbox
            assertThat(impatient.committer.writable()).as("reading alone proves nothing").isFalse();
            assertThat(log.tables.entries()).hasSize(1);
        }
    }

    @Test
    void readOnlyDatabase_isNotCalledWritableBecauseItCanBeRead() throws Exception {
        String name = log.tables.text("SELECT current_database()");
        log.close();
        log.tables.execute(
                "ALTER DATABASE %s SET default_transaction_read_only = on".formatted(name));
        try (CommitterFixture impatient = impatient()) {
            assertThatThrownBy(() -> impatient.append(Entries.prediction()))
                    .isInstanceOf(LogUnavailableException.class);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400));
            assertThat(impatient.committer.writable()).isFalse();

            impatient.faults.once(Fault.BEFORE); // a failover ends with new connections
            resetReadOnly(name);

            CommitterFixture.until("writable", impatient.committer::writable);
            assertThat(impatient.append(Entries.prediction()).index()).isZero();
        } finally {
            resetReadOnly(name);
        }
    }

    @Test
    void headWhoseRootDoesNotFitItsFrontier_isNotContinued() {
        log.append(Entries.prediction());
        log.tables.execute("UPDATE audit.head SET root = sha256('forged')");

        try (CommitterFixture impatient = impatient()) {
            assertThatThrownBy(() -> impatient.append(Entries.prediction()))
                    .isInstanceOf(LogUnavailableException.class);

            assertThat(log.tables.entries()).hasSize(1);
        }
    }

    private void resetReadOnly(String database) {
        try (Connection connection = log.database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(false);
            statement.execute("SET default_transaction_read_only = off");
            statement.execute(
                    "ALTER DATABASE %s RESET default_transaction_read_only".formatted(database));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private CommitterFixture impatient() {
        CommitterSettings settings =
                new CommitterSettings(
                        100,
                        100,
                        Duration.ofMillis(400),
                        Duration.ofMillis(100),
                        Duration.ofMillis(50),
                        Duration.ofMillis(500));
        return log.another(settings);
    }

    /** Many callers' entries gather behind the first commit, so they share one batch. */
    private void holdFirstCommit() {
        log.faults.beforeExecute(
                () -> {
                    log.faults.beforeExecute(() -> {});
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                });
    }

    private List<String> bodies() {
        return log.tables.entries().stream()
                .map(e -> new String(e.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("never released");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
