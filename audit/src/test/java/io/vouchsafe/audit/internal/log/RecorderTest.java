package io.vouchsafe.audit.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.LogTables;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.store.testing.TestTransactions;
import jakarta.transaction.TransactionalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final Event EVENT =
            new Event.ModelCreated(Caller.system("test"), new ModelName("m"));

    @TempDir Path folder;
    private final DataSource database = EmptyDatabase.get();
    private final LogTables tables = LogTables.migrated(database);
    private final TestTransactions transactions = TestTransactions.on(database);
    private final AtomicInteger knocks = new AtomicInteger();
    private final Recorder recorder =
            new Recorder(
                    transactions.dataSource(),
                    transactions.registry(),
                    knocks::incrementAndGet,
                    Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void committedTransaction_leavesTheRowAndKnocksAfterwards() {
        ReceiptId id =
                transactions.call(
                        () -> {
                            ReceiptId recorded = recorder.record(EVENT);
                            assertThat(knocks).hasValue(0);
                            return recorded;
                        });

        assertThat(knocks).hasValue(1);
        assertThat(
                        tables.number(
                                "SELECT count(*) FROM audit.outbox WHERE receipt_id = '%s' AND time = '2026-11-23T10:00:00Z'"
                                        .formatted(id)))
                .isEqualTo(1);
    }

    @Test
    void changeAndEvent_rollBackTogether() {
        tables.execute("CREATE TABLE change (id int)");

        assertThatThrownBy(
                        () ->
                                transactions.run(
                                        () -> {
                                            change();
                                            recorder.record(EVENT);
                                            throw new IllegalStateException("business fault");
                                        }))
                .hasMessage("business fault");

        assertThat(tables.number("SELECT count(*) FROM audit.outbox")).isZero();
        assertThat(tables.number("SELECT count(*) FROM change")).isZero();
        assertThat(knocks).hasValue(0);
    }

    @Test
    void changeAndEvent_commitTogether() {
        tables.execute("CREATE TABLE change (id int)");

        transactions.run(
                () -> {
                    change();
                    recorder.record(EVENT);
                });

        assertThat(tables.number("SELECT count(*) FROM audit.outbox")).isEqualTo(1);
        assertThat(tables.number("SELECT count(*) FROM change")).isEqualTo(1);
    }

    @Test
    void rollbackOnly_leavesNothing() {
        transactions.run(
                () -> {
                    recorder.record(EVENT);
                    transactions.rollbackOnly();
                });

        assertThat(tables.number("SELECT count(*) FROM audit.outbox")).isZero();
        assertThat(knocks).hasValue(0);
    }

    @Test
    void withoutATransaction_nothingIsRecorded() {
        assertThatThrownBy(() -> recorder.record(EVENT)).isInstanceOf(TransactionalException.class);

        assertThat(tables.number("SELECT count(*) FROM audit.outbox")).isZero();
    }

    @Test
    void append_isRefusedInsideATransaction() {
        transactions.run(
                () ->
                        assertThatThrownBy(recorder::requireNone)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("record"));

        recorder.requireNone(); // outside it is welcome
    }

    @Test
    void outboxThatCannotBeWritten_rollsTheChangeBack() {
        tables.execute("CREATE TABLE change (id int)");
        tables.execute("ALTER TABLE audit.outbox RENAME TO hidden");

        assertThatThrownBy(
                        () ->
                                transactions.run(
                                        () -> {
                                            change();
                                            recorder.record(EVENT);
                                        }))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("model.created");

        assertThat(tables.number("SELECT count(*) FROM change")).isZero();
    }

    @Test
    void recordedEvent_isInTheLogWithinASecondAndHasAReceipt() {
        try (LogFixture log = LogFixture.on(database, folder)) {
            Recorder knocking =
                    new Recorder(
                            transactions.dataSource(),
                            transactions.registry(),
                            log.log::knock,
                            Clock.systemUTC());

            ReceiptId id = transactions.call(() -> knocking.record(EVENT));

            assertThat(log.log.checkpointer().covering(0, Duration.ofSeconds(20))).isPresent();
            assertThat(log.receipts.receipt(LogFixture.AUDITOR, id, Duration.ofSeconds(20)))
                    .isInstanceOf(io.vouchsafe.audit.Receipt.Published.class);
            assertThat(log.verifier.verify(LogFixture.AUDITOR, id).orElseThrow().sound()).isTrue();
            log.tables.requireSound();
        }
    }

    private void change() throws Exception {
        try (Connection connection = transactions.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO change VALUES (1)");
        }
    }
}
