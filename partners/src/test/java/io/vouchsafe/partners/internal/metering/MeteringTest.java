package io.vouchsafe.partners.internal.metering;

import static io.vouchsafe.partners.internal.contract.ContractsFixture.CREDIT;
import static io.vouchsafe.partners.internal.contract.ContractsFixture.draft;
import static io.vouchsafe.partners.internal.testing.Callers.ACME;
import static io.vouchsafe.partners.internal.testing.Callers.ACME_ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.AUDITOR;
import static io.vouchsafe.partners.internal.testing.Callers.OTHER;
import static io.vouchsafe.partners.internal.testing.Callers.OTHER_ADMIN;
import static io.vouchsafe.partners.internal.testing.Callers.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.Salt;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Units;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.DailyUse;
import io.vouchsafe.partners.QuotaUse;
import io.vouchsafe.partners.internal.contract.ContractsFixture;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From entries to counts, through the table, as the committer writes it. */
class MeteringTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final ContractsFixture fixture = new ContractsFixture();
    private final UsageProjection projection = new UsageProjection();
    private final MeteringBean metering =
            new MeteringBean(fixture.transactions.entityManager(), fixture.clock);
    private long entries;

    static Stream<Arguments> rows() {
        ContractRef contract = new ContractRef(new ContractId("C-2026-0001"), 3);
        return Stream.of(
                Arguments.of(
                        "an answer counts its calls, rows and price",
                        entry(contract, Decision.ALLOW, NOW, Units.call(64), "0.064", 0),
                        Arrays.asList(
                                "C-2026-0001",
                                "acme",
                                "credit-risk",
                                "ALLOW",
                                NOW,
                                TODAY,
                                1L,
                                64L,
                                new BigDecimal("0.064"),
                                "EUR")),
                Arguments.of(
                        "a refusal counts itself and its repeats, at no price",
                        entry(contract, Decision.REFUSE, NOW, Units.call(1), "0.001", 41),
                        Arrays.asList(
                                "C-2026-0001",
                                "acme",
                                "credit-risk",
                                "REFUSE",
                                NOW,
                                TODAY,
                                42L,
                                0L,
                                BigDecimal.ZERO,
                                "EUR")),
                Arguments.of(
                        "a fault counts once, at no price",
                        entry(contract, Decision.FAULT, NOW, Units.NONE, "0.001", 0),
                        Arrays.asList(
                                "C-2026-0001",
                                "acme",
                                "credit-risk",
                                "FAULT",
                                NOW,
                                TODAY,
                                1L,
                                0L,
                                BigDecimal.ZERO,
                                "EUR")),
                Arguments.of(
                        "a refusal before any contract still has its row",
                        entry(null, Decision.REFUSE, NOW, Units.NONE, null, 0),
                        Arrays.asList(
                                null,
                                "acme",
                                "credit-risk",
                                "REFUSE",
                                NOW,
                                TODAY,
                                1L,
                                0L,
                                BigDecimal.ZERO,
                                null)),
                Arguments.of(
                        "the day is the one in UTC",
                        entry(
                                contract,
                                Decision.ALLOW,
                                Instant.parse("2026-11-23T23:59:59.999Z"),
                                Units.call(1),
                                "0.001",
                                0),
                        Arrays.asList(
                                "C-2026-0001",
                                "acme",
                                "credit-risk",
                                "ALLOW",
                                Instant.parse("2026-11-23T23:59:59.999Z"),
                                TODAY,
                                1L,
                                1L,
                                new BigDecimal("0.001"),
                                "EUR")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void row_isWhatTheEntryMeans(String why, Entry entry, List<@Nullable Object> expected) {
        @Nullable Object[] row = projection.row(entry);

        assertThat(row).containsExactlyElementsOf(expected);
        assertThat(row).hasSameSizeAs(projection.columns());
    }

    @ParameterizedTest
    @MethodSource("requested")
    void requestedModel_isKeptOnlyWhenItCouldBeOne(String requested, @Nullable String kept) {
        Entry entry =
                new Entry(
                        ReceiptId.fresh(),
                        NOW,
                        Salt.fresh(),
                        null,
                        ACME,
                        "dan",
                        null,
                        null,
                        null,
                        requested,
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        Decision.REFUSE,
                        Reason.UNKNOWN_MODEL,
                        Units.NONE,
                        null,
                        null,
                        0);

        @Nullable Object[] row = projection.row(entry);

        assertThat(row).isNotNull();
        assertThat(row[2]).isEqualTo(kept);
    }

    static Stream<Arguments> requested() {
        return Stream.of(
                Arguments.of("credit-risk", "credit-risk"),
                Arguments.of("no such model", null),
                Arguments.of("a\0b", null),
                Arguments.of("x".repeat(100_000), null),
                Arguments.of("", null));
    }

    @Test
    void today_countsCallsPerContractAgainstItsQuota() throws SQLException {
        ContractRef contract = fixture.active().ref();
        write(entry(contract, Decision.ALLOW, NOW, Units.call(3), "0.001", 0));
        write(entry(contract, Decision.ALLOW, NOW, Units.call(3), "0.001", 0));
        write(entry(contract, Decision.REFUSE, NOW, Units.NONE, null, 9));
        write(entry(contract, Decision.FAULT, NOW, Units.NONE, null, 0));
        write(entry(contract, Decision.ALLOW, NOW.minusSeconds(86_400), Units.call(1), "1", 0));

        List<QuotaUse> today = today(ACME_ADMIN);

        assertThat(today).containsExactly(new QuotaUse(contract.id(), 2, 10, 1, 100_000));
    }

    @Test
    void contractWithoutUse_showsZeroWhileItIsInForce() {
        ContractRef contract = fixture.active().ref();
        assertThat(today(ACME_ADMIN))
                .containsExactly(new QuotaUse(contract.id(), 0, 0, 0, 100_000));

        fixture.move(ADMIN, contract.id(), ContractStep.TERMINATE);

        assertThat(today(ACME_ADMIN)).isEmpty();
    }

    @Test
    void contractEndedToday_stillShowsWhatItUsed() throws SQLException {
        ContractRef contract = fixture.active().ref();
        write(entry(contract, Decision.ALLOW, NOW, Units.call(1), "0.001", 0));
        fixture.move(ADMIN, contract.id(), ContractStep.TERMINATE);

        assertThat(today(ACME_ADMIN))
                .containsExactly(new QuotaUse(contract.id(), 1, 0, 0, 100_000));
    }

    @Test
    void partner_countsItsOwnOnly() throws SQLException {
        ContractRef acme = fixture.active().ref();
        fixture.partner("Other");
        ContractView drafted = fixture.create(draft(OTHER));
        fixture.move(ADMIN, drafted.ref().id(), ContractStep.OFFER);
        fixture.move(OTHER_ADMIN, drafted.ref().id(), ContractStep.SIGN);
        ContractRef other = fixture.move(ADMIN, drafted.ref().id(), ContractStep.COUNTERSIGN).ref();
        write(entry(acme, Decision.ALLOW, NOW, Units.call(1), "0.001", 0));
        write(entry(other, Decision.ALLOW, NOW, Units.call(1), "0.001", 0));

        assertThat(today(ACME_ADMIN)).extracting(QuotaUse::contract).containsExactly(acme.id());
        assertThat(today(OTHER_ADMIN)).extracting(QuotaUse::contract).containsExactly(other.id());
        assertThat(today(AUDITOR))
                .extracting(QuotaUse::contract)
                .containsExactly(other.id(), acme.id());
        assertThat(today(STRANGER)).isEmpty();
        assertThat(daily(OTHER_ADMIN, acme.id(), TODAY, TODAY)).isEmpty();
        assertThat(daily(STRANGER, acme.id(), TODAY, TODAY)).isEmpty();
        assertThat(daily(AUDITOR, acme.id(), TODAY, TODAY)).hasSize(1);
    }

    @Test
    void daily_hasEachDayBothEndsIncludedAndZeroWhereNothingWas() throws SQLException {
        ContractRef contract = fixture.active().ref();
        Instant twoDaysAgo = NOW.minusSeconds(2 * 86_400);
        write(entry(contract, Decision.ALLOW, twoDaysAgo, Units.call(1), "0.0010", 0));
        write(entry(contract, Decision.ALLOW, twoDaysAgo, Units.call(1), "0.0025", 0));
        write(entry(contract, Decision.REFUSE, twoDaysAgo, Units.NONE, "9", 4));
        write(entry(contract, Decision.FAULT, NOW, Units.NONE, "9", 0));

        List<DailyUse> days = daily(ACME_ADMIN, contract.id(), TODAY.minusDays(2), TODAY);

        assertThat(days)
                .containsExactly(
                        new DailyUse(TODAY.minusDays(2), 2, 5, 0, Money.of("0.0035", "EUR")),
                        new DailyUse(TODAY.minusDays(1), 0, 0, 0, Money.of("0", "EUR")),
                        new DailyUse(TODAY, 0, 0, 1, Money.of("0", "EUR")));
    }

    @Test
    void span_isEmptyBackwardsAndCutWhenEndless() {
        ContractRef contract = fixture.active().ref();

        assertThat(daily(ACME_ADMIN, contract.id(), TODAY, TODAY.minusDays(1))).isEmpty();
        assertThat(daily(ACME_ADMIN, contract.id(), LocalDate.of(-4000, 1, 1), TODAY))
                .hasSize(MeteringBean.MOST_DAYS)
                .last()
                .extracting(DailyUse::day)
                .isEqualTo(TODAY);
        assertThat(daily(ACME_ADMIN, new ContractId("C-2026-9999"), TODAY, TODAY)).isEmpty();
    }

    @Test
    void sums_areReadFromTheIndexAlone() throws SQLException {
        ContractRef contract = fixture.active().ref();
        for (int i = 0; i < 40; i++) {
            write(
                    entry(
                            contract,
                            Decision.ALLOW,
                            NOW.minusSeconds(i * 3600L),
                            Units.call(1),
                            "0.001",
                            0));
        }

        String plan = explain(contract.id());

        assertThat(plan).contains("Index Only Scan using ix_usage_record__contract_day");
    }

    private List<QuotaUse> today(Caller caller) {
        return fixture.transactions.call(() -> metering.today(caller));
    }

    private List<DailyUse> daily(Caller caller, ContractId contract, LocalDate from, LocalDate to) {
        return fixture.transactions.call(() -> metering.daily(caller, contract, from, to));
    }

    /** As the committer does: one insert fed by arrays of the projection's own types. */
    private void write(Entry entry) throws SQLException {
        List<@Nullable Object> row = Arrays.asList(projection.row(entry));
        String arrays =
                projection.columns().stream()
                        .map(column -> "?::" + column.sqlType() + "[]")
                        .collect(Collectors.joining(", "));
        String names =
                IntStream.range(0, row.size())
                        .mapToObj(each -> projection.columns().get(each).name())
                        .collect(Collectors.joining(", "));
        try (var connection = fixture.database.getConnection();
                var insert =
                        connection.prepareStatement(
                                "INSERT INTO %s (entry_index, %s) SELECT ?, u.* FROM unnest(%s) u"
                                        .formatted(projection.table(), names, arrays))) {
            insert.setLong(1, entries++);
            for (int i = 0; i < row.size(); i++) {
                Object value = row.get(i);
                insert.setArray(
                        i + 2,
                        connection.createArrayOf(
                                projection.columns().get(i).sqlType(),
                                new @Nullable Object[] {value == null ? null : value.toString()}));
            }
            insert.executeUpdate();
        }
    }

    private String explain(ContractId contract) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (var connection = fixture.database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE partners.usage_record");
            statement.execute("SET enable_seqscan = off; SET enable_bitmapscan = off");
            try (var rows =
                    statement.executeQuery(
                            "EXPLAIN SELECT sum(r.calls) FILTER (WHERE r.decision = 'ALLOW'),"
                                    + " sum(r.price) FROM partners.usage_record r"
                                    + " WHERE r.contract = '"
                                    + contract
                                    + "' AND r.day = DATE '2026-11-23'")) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        }
        return String.join("\n", lines);
    }

    private static Entry entry(
            @Nullable ContractRef contract,
            Decision decision,
            Instant time,
            Units units,
            @Nullable String price,
            long repeats) {
        PartnerId partner = ACME;
        Reason reason =
                switch (decision) {
                    case ALLOW -> null;
                    case REFUSE -> Reason.QUOTA_EXHAUSTED;
                    case FAULT -> Reason.MODEL_FAILED;
                };
        return new Entry(
                ReceiptId.fresh(),
                time,
                Salt.fresh(),
                contract,
                partner,
                "dan",
                null,
                null,
                new ModelRef(CREDIT, 1),
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                decision,
                reason,
                units,
                null,
                price == null ? null : Money.of(price, "EUR"),
                repeats);
    }
}
