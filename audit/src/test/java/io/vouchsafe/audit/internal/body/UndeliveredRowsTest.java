package io.vouchsafe.audit.internal.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.spi.Projection;
import io.vouchsafe.audit.testing.CallsProjection;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.audit.testing.TestKeys;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.verifier.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UndeliveredRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:01.5Z");

    private final TestKeys keys = new TestKeys("log.example", 1);
    private final List<Projection> projections = List.of(new CallsProjection());
    private final PredictionRows predictions = new PredictionRows(projections, keys, keys);
    private final UndeliveredRows undelivered = new UndeliveredRows(projections);

    @Test
    void body_namesTheEntryAndNegatesWhatItCost() {
        LogRow entry = predictions.row(Entries.prediction().entry());

        LogRow row = undelivered.row(entry, NOW);

        assertThat(text(row))
                .isEqualTo(
                        ("{\"actor\":\"system:audit\",\"contract\":\"c-1@2\",\"currency\":\"EUR\",\"entry\":\"%s\","
                                        + "\"entryDecision\":\"ALLOW\",\"entryTime\":\"2026-11-23T10:15:30.123456Z\","
                                        + "\"hash\":\"sha256:%s\",\"id\":\"%s\",\"listPrice\":\"-0.0010\","
                                        + "\"model\":\"credit-risk@3\",\"partner\":\"acme\",\"plan\":\"pro@1\","
                                        + "\"time\":\"2026-11-24T00:00:01.500Z\",\"type\":\"prediction.undelivered\","
                                        + "\"units\":{\"calls\":-1,\"rows\":-4},\"v\":1}")
                                .formatted(entry.id(), entry.hash().hex(), row.id()));
        assertThat(row.hash()).isEqualTo(Receipt.entry(row.salt(), row.body()));
    }

    @Test
    void columns_letItsPartnerFindIt() {
        LogRow.Columns columns =
                undelivered.row(predictions.row(Entries.prediction().entry()), NOW).columns();

        assertThat(columns)
                .isEqualTo(
                        new LogRow.Columns(
                                "prediction.undelivered",
                                NOW,
                                null,
                                null,
                                "acme",
                                "c-1",
                                "credit-risk",
                                3L,
                                "system:audit"));
    }

    @Test
    void projectedRow_isTheFirstOneWithItsAmountsNegated() {
        LogRow entry = predictions.row(Entries.prediction().subject("p-1").entry());

        Object[] first = Objects.requireNonNull(entry.projected().getFirst());
        Object[] row = Objects.requireNonNull(undelivered.row(entry, NOW).projected().getFirst());

        assertThat(row[0]).isEqualTo(first[0]);
        assertThat(row[1]).isEqualTo("-1");
        assertThat(row[2]).isEqualTo(first[2]);
        assertThat(row[3]).isEqualTo("-0.0010");
        assertThat(row[4]).isEqualTo(first[4]);
    }

    @Test
    void personalParts_staySoleWithTheFirstEntry() {
        LogRow entry =
                predictions.row(Entries.prediction().subject("p-1").explanation("{}").entry());

        LogRow row = undelivered.row(entry, NOW);

        assertThat(row.detached()).isNull();
        assertThat(text(row)).doesNotContain("subject").doesNotContain("explanation");
    }

    @Test
    void entryThatProjectedNothing_takesNothingBackThere() {
        LogRow refusal =
                predictions.row(Entries.prediction().refused(Reason.QUOTA_EXHAUSTED).entry());

        LogRow row = undelivered.row(refusal, NOW);

        assertThat(row.projected()).containsExactly((Object[]) null);
        assertThat(text(row)).contains("\"entryDecision\":\"REFUSE\"");
    }

    @Test
    void projectionWithoutAmounts_getsNoRow() {
        Projection words =
                new Projection() {
                    @Override
                    public String table() {
                        return "a.word";
                    }

                    @Override
                    public List<Column> columns() {
                        return List.of(new Column("word", "text"));
                    }

                    @Override
                    public Object[] row(io.vouchsafe.audit.Entry entry) {
                        return new Object[] {"w"};
                    }
                };
        LogRow entry =
                new PredictionRows(List.of(words), keys, keys).row(Entries.prediction().entry());

        LogRow row = new UndeliveredRows(List.of(words)).row(entry, NOW);

        assertThat(row.projected()).containsExactly((Object[]) null);
    }

    @Test
    void agedEntry_isTakenBackByWhatItsColumnsSay() {
        LogRow entry = predictions.row(Entries.prediction().entry());
        LogRow aged =
                new LogRow(
                        entry.id(),
                        entry.salt(),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        entry.hash(),
                        entry.leaf(),
                        entry.columns(),
                        null,
                        entry.projected(),
                        null);

        LogRow row = undelivered.row(aged, NOW);

        assertThat(text(row)).contains("\"units\":{}").contains(entry.hash().hex());
        assertThat(row.columns().contract()).isEqualTo("c-1");
        assertThat(row.projected().getFirst()).isNotNull();
    }

    @Test
    void id_followsFromTheFirstAlone_andIsAUuidOfTheSameMillisecond() {
        ReceiptId first = ReceiptId.fresh();

        ReceiptId id = UndeliveredRows.idFor(first);

        assertThat(id).isEqualTo(UndeliveredRows.idFor(first)).isNotEqualTo(first);
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.value().getMostSignificantBits() >>> 16)
                .isEqualTo(first.value().getMostSignificantBits() >>> 16);
    }

    @Test
    void ids_doNotMeet() {
        assertThat(
                        IntStream.range(0, 10_000)
                                .mapToObj(i -> UndeliveredRows.idFor(ReceiptId.fresh()))
                                .distinct())
                .hasSize(10_000);
    }

    private static String text(LogRow row) {
        return new String(row.body(), StandardCharsets.UTF_8);
    }
}
