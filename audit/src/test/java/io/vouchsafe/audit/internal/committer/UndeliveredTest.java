package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.body.UndeliveredRows;
import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.audit.testing.FaultyDataSource.Fault;
import io.vouchsafe.kernel.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers who were told 503 although their entry became durable. */
class UndeliveredTest {
    private static final CommitterSettings IMPATIENT =
            new CommitterSettings(
                    100,
                    100,
                    Duration.ofMillis(400),
                    Duration.ofMillis(100),
                    Duration.ofMillis(50),
                    Duration.ofMillis(500));

    private final CommitterFixture log = CommitterFixture.on(EmptyDatabase.get(), IMPATIENT);

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void commitThatArrivesTooLate_isTakenBack() throws Exception {
        CountDownLatch release = stall();
        Entries entry = Entries.prediction();
        assertRefused(log, entry, "takes it back");
        assertThat(abandoned(log)).as("before the caller is told").exists();

        release.countDown();
        until(2);

        assertThat(log.tables.ids()).containsExactly(entry.id(), UndeliveredRows.idFor(entry.id()));
        assertThat(body(1))
                .contains("\"type\":\"prediction.undelivered\"")
                .contains("\"entry\":\"" + entry.id() + "\"")
                .contains("\"units\":{\"calls\":-1,\"rows\":-4}")
                .contains("\"listPrice\":\"-0.0010\"")
                .contains("\"contract\":\"c-1@2\"");
        assertNothingIsCharged();
        log.close();
        assertThat(abandoned(log)).doesNotExist();
        log.tables.requireSound();
    }

    @Test
    void projectedRow_isNegatedAtTheFirstOnesTime() throws Exception {
        CountDownLatch release = stall();
        assertRefused(log, Entries.prediction().subject("p-1"), "takes it back");
        release.countDown();
        until(2);

        assertThat(
                        log.tables.number(
                                """
                                SELECT count(*) FROM partners.usage_record a JOIN partners.usage_record b
                                USING (partner, time, receipt, proof)
                                WHERE a.entry_index = 0 AND b.entry_index = 1
                                  AND a.calls = 1 AND b.calls = -1 AND a.price = -b.price"""))
                .isEqualTo(1);
    }

    @Test
    void commitWhoseAnswerWasLost_isFoundAndTakenBack() throws Exception {
        log.faults.once(Fault.AFTER_THEN_AWAY);
        Entries entry = Entries.prediction();
        assertRefused(log, entry, "takes it back");

        log.faults.always(Fault.NONE);
        until(2);

        assertThat(log.tables.ids()).containsExactly(entry.id(), UndeliveredRows.idFor(entry.id()));
        assertNothingIsCharged();
    }

    @Test
    void statementThatMayStillArrive_isMadeVoidByWritingItsEntry() throws Exception {
        log.append(Entries.prediction());
        Entries entry = Entries.prediction();
        log.faults.always(Fault.AWAY); // nobody knows whether the server has it
        assertRefused(log, entry, "takes it back");

        log.faults.always(Fault.NONE);
        until(3);

        assertThat(log.tables.ids().subList(1, 3))
                .containsExactly(entry.id(), UndeliveredRows.idFor(entry.id()));
        assertThat(log.tables.number("SELECT sum(calls) FROM partners.usage_record")).isEqualTo(1);
        log.tables.requireSound();
    }

    @Test
    void entryThatWasNeverSent_leavesNoTrace() throws Exception {
        CountDownLatch release = stall();
        Entries first = Entries.prediction();
        CompletableFuture<Void> stalled =
                CompletableFuture.runAsync(() -> assertRefused(log, first, "takes it back"));
        CommitterFixture.until("sent", () -> log.faults.waiting());
        Entries behind = Entries.prediction();

        assertRefused(log, behind, "never will be");
        stalled.join();
        release.countDown();
        until(2);
        Sequenced after = log.append(Entries.prediction());

        assertThat(after.index()).isEqualTo(2);
        assertThat(log.tables.ids()).doesNotContain(behind.id());
    }

    @Test
    void refusalsAreTakenBackToo_theyAreCountedAgainLater() throws Exception {
        CountDownLatch release = stall();
        Entries refusal = Entries.prediction().refused(Reason.QUOTA_EXHAUSTED);
        assertRefused(log, refusal, "takes it back");

        release.countDown();
        until(2);

        assertThat(body(1)).contains("\"entryDecision\":\"REFUSE\"");
    }

    @Test
    void sameIdAgain_isRefusedOnceItWasTakenBack() throws Exception {
        CountDownLatch release = stall();
        Entries entry = Entries.prediction();
        assertRefused(log, entry, "takes it back");
        release.countDown();
        until(2);

        assertRefused(log, entry, "new id");

        assertThat(log.tables.entries()).hasSize(2);
        assertThat(log.append(Entries.prediction()).index()).isEqualTo(2);
    }

    @Test
    void sameIdWhileTheCommitIsOnItsWay_decidesOnceForBoth() throws Exception {
        CountDownLatch release = stall();
        Entries entry = Entries.prediction();
        assertRefused(log, entry, "takes it back");
        CompletableFuture<Void> again =
                CompletableFuture.runAsync(() -> assertRefused(log, entry, "new id"));

        release.countDown();
        again.join();
        until(2);

        assertThat(log.tables.ids()).containsExactly(entry.id(), UndeliveredRows.idFor(entry.id()));
        assertNothingIsCharged();
    }

    // processes that end between the two

    @Test
    void killBetweenTheTwo_isMadeGoodByTheNextStart() throws Exception {
        Entries entry = Entries.prediction();
        log.append(entry); // as if its caller had gone
        log.close();
        new AbandonedFile(log.folder).note(entry.id());

        try (CommitterFixture next = log.next()) {
            until(2);
            assertNothingIsCharged();
            assertThat(body(1)).contains("\"units\":{\"calls\":-1,\"rows\":-4}");
            next.close();
            assertThat(abandoned(next)).doesNotExist();
        }
        log.tables.requireSound();
    }

    @Test
    void whatIsTakenBack_isNotTakenBackAgain() throws Exception {
        CountDownLatch release = stall();
        Entries entry = Entries.prediction();
        assertRefused(log, entry, "takes it back");
        release.countDown();
        until(2);
        log.close();
        new AbandonedFile(log.folder).note(entry.id()); // killed before it was crossed out

        try (CommitterFixture next = log.next()) {
            CommitterFixture.until("settled", () -> !abandoned(next).toFile().exists());
        }

        assertThat(log.tables.entries()).hasSize(2);
    }

    @Test
    void whatIsNotInTheLog_isLookedForUntilNoOlderStatementCanArrive() throws Exception {
        Entries late = Entries.prediction();
        Entries never = Entries.prediction();
        log.close();
        new AbandonedFile(log.folder).note(late.id());
        new AbandonedFile(log.folder).note(never.id());

        try (CommitterFixture next = log.next();
                CommitterFixture old = log.another()) {
            old.append(late); // the killed process's statement arrives now
            until(2);
            next.append(Entries.prediction());
            CommitterFixture.until("settled", () -> !abandoned(next).toFile().exists());
        }

        assertThat(log.tables.ids())
                .contains(late.id(), UndeliveredRows.idFor(late.id()))
                .doesNotContain(never.id(), UndeliveredRows.idFor(never.id()));
        assertThat(log.tables.number("SELECT sum(calls) FROM partners.usage_record")).isEqualTo(1);
    }

    @Test
    void stopWhileNobodyKnows_leavesItToTheNextStart() throws Exception {
        log.faults.once(Fault.AFTER_THEN_AWAY);
        Entries entry = Entries.prediction();
        CompletableFuture<Void> caller =
                CompletableFuture.runAsync(
                        () ->
                                assertThatThrownBy(() -> log.append(entry))
                                        .isInstanceOf(LogUnavailableException.class));
        CommitterFixture.until("in doubt", () -> !log.committer.writable());
        log.close();
        caller.join();
        assertThat(log.tables.ids()).containsExactly(entry.id());

        try (CommitterFixture next = log.next()) {
            until(2);
            assertThat(next.tables.ids()).contains(UndeliveredRows.idFor(entry.id()));
        }
        assertNothingIsCharged();
    }

    private CountDownLatch stall() {
        CountDownLatch release = new CountDownLatch(1);
        log.faults.beforeExecute(
                () -> {
                    try {
                        if (!release.await(20, TimeUnit.SECONDS)) {
                            throw new AssertionError("never released");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        return release;
    }

    private static void assertRefused(CommitterFixture by, Entries entry, String why) {
        assertThatThrownBy(() -> by.append(entry))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining(entry.id().toString())
                .hasMessageContaining(why);
    }

    private void until(int entries) throws InterruptedException {
        CommitterFixture.until(entries + " entries", () -> log.tables.ids().size() >= entries);
    }

    private String body(int index) {
        return new String(log.tables.entries().get(index).body(), StandardCharsets.UTF_8);
    }

    private static Path abandoned(CommitterFixture by) {
        return by.folder.resolve("abandoned");
    }

    private void assertNothingIsCharged() {
        List<String> sums = List.of("calls", "price");
        for (String sum : sums) {
            assertThat(log.tables.number("SELECT sum(" + sum + ") FROM partners.usage_record"))
                    .as(sum)
                    .isZero();
        }
        assertThat(log.tables.number("SELECT count(*) FROM partners.usage_record")).isEqualTo(2);
    }
}
