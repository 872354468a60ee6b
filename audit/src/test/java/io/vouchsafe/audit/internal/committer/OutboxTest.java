package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.audit.testing.FaultyDataSource.Fault;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Caller ANNA = Caller.user("anna", null, Set.of(Roles.APPROVER));

    private final CommitterFixture log = CommitterFixture.on(EmptyDatabase.get());

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void committedRow_entersTheLogWithoutAKnock() throws Exception {
        ReceiptId id =
                log.record(
                        new Event.VersionMoved(
                                ANNA, ModelRef.parse("credit-risk@3"), "approved", "fair enough"),
                        true);

        untilMoved();

        assertThat(log.tables.ids()).containsExactly(id);
        assertThat(new String(log.tables.entries().getFirst().body(), StandardCharsets.UTF_8))
                .startsWith("{\"actor\":\"anna\",\"comment\":\"fair enough\",\"id\":\"" + id + "\"")
                .contains("\"model\":\"credit-risk@3\"")
                .endsWith("\"type\":\"model.version.approved\",\"v\":1}");
        log.tables.requireSound();
    }

    @Test
    void columns_comeAlong() throws Exception {
        log.record(
                new Event.ContractMoved(
                        ANNA, ContractRef.parse("c-9@2"), new PartnerId("acme"), "activated", null),
                true);

        untilMoved();

        assertThat(
                        log.tables.number(
                                """
                                SELECT count(*) FROM audit.entry WHERE type = 'contract.activated' AND partner = 'acme'
                                AND contract = 'c-9' AND caller = 'anna' AND model IS NULL AND decision IS NULL"""))
                .isEqualTo(1);
    }

    @Test
    void rolledBackRow_neverEntersTheLog() throws Exception {
        log.record(new Event.ModelCreated(ANNA, new ModelName("never")), false);
        ReceiptId kept = log.record(new Event.ModelCreated(ANNA, new ModelName("kept")), true);

        untilMoved();

        assertThat(log.tables.ids()).containsExactly(kept);
    }

    @Test
    void rowsKeepTheirOrder() throws Exception {
        List<ReceiptId> recorded =
                IntStream.range(0, 30)
                        .mapToObj(
                                i ->
                                        log.record(
                                                new Event.ModelCreated(
                                                        ANNA, new ModelName("m" + i)),
                                                true))
                        .toList();

        untilMoved();

        assertThat(log.tables.ids()).isEqualTo(recorded);
    }

    @Test
    void rowsAndAppends_shareTheLog() throws Exception {
        log.atOnce(
                8,
                caller -> {
                    for (int i = 0; i < 10; i++) {
                        log.append(Entries.prediction());
                        log.record(new Event.ModelCreated(ANNA, new ModelName("m")), true);
                        log.committer.knock();
                    }
                    return caller;
                });

        untilMoved();

        assertThat(log.tables.entries()).hasSize(160);
        log.tables.requireSound();
    }

    @Test
    void moreRowsThanABatch_areAllMoved() throws Exception {
        CommitterSettings small =
                new CommitterSettings(
                        10,
                        7,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(200),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(10));
        log.close();
        for (int i = 0; i < 40; i++) {
            log.record(new Event.ModelCreated(ANNA, new ModelName("m" + i)), true);
        }

        try (CommitterFixture narrow = log.another(small)) {
            assertThat(narrow.committer.writable()).isTrue();
            untilMoved();
        }

        assertThat(log.tables.entries()).hasSize(40);
    }

    @Test
    void unknownCommit_movesARowOnce() throws Exception {
        log.faults.once(Fault.AFTER);
        ReceiptId id = log.record(new Event.ModelCreated(ANNA, new ModelName("m")), true);
        log.committer.knock();

        untilMoved();
        log.append(Entries.prediction());

        assertThat(log.tables.entries()).hasSize(2);
        assertThat(log.tables.ids()).contains(id);
        log.tables.requireSound();
    }

    @Test
    void rowWhoseEntryIsThereAlready_isForgotten() throws Exception {
        Entries entry = Entries.prediction();
        Sequenced first = log.append(entry);
        log.tables.execute(
                """
                INSERT INTO audit.outbox (receipt_id, salt, body, type, time, caller)
                SELECT receipt_id, salt, body, type, time, caller FROM audit.entry""");
        log.committer.knock();

        untilMoved();

        assertThat(log.tables.ids()).containsExactly(first.receipt());
    }

    @Test
    void rowThatTheLogCannotTake_isParkedAndReported() throws Exception {
        log.tables.execute("ALTER TABLE audit.entry ADD CHECK (type <> 'model.created')");
        ReceiptId bad = log.record(new Event.ModelCreated(ANNA, new ModelName("m")), true);
        ReceiptId good =
                log.record(new Event.CardChanged(ANNA, new ModelName("m"), "sha256:00"), true);
        log.committer.knock();

        CommitterFixture.until(
                "parked",
                () ->
                        log.tables.number(
                                        "SELECT count(*) FROM audit.outbox WHERE parked = 'sql:23514'")
                                == 1);

        assertThat(log.tables.ids()).contains(good).doesNotContain(bad).hasSize(2);
        assertThat(log.tables.number("SELECT count(*) FROM audit.entry WHERE type = 'log.fault'"))
                .isEqualTo(1);
        assertThat(log.append(Entries.prediction()).index()).isEqualTo(2);
        log.tables.requireSound();
    }

    private void untilMoved() throws InterruptedException {
        CommitterFixture.until(
                "outbox is empty",
                () -> log.tables.number("SELECT count(*) FROM audit.outbox") == 0);
    }
}
