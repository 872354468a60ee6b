package io.vouchsafe.audit.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.EntryDetail;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    @TempDir Path folder;
    private LogFixture log;

    @BeforeEach
    void open() {
        log = LogFixture.on(EmptyDatabase.get(), folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void summary_saysWhatTheEntrySays() {
        Entries entry = Entries.prediction();
        log.covered(List.of(log.append(entry)));

        EntrySummary summary = only(EntryQuery.newest(10));

        assertThat(summary)
                .isEqualTo(
                        new EntrySummary(
                                0,
                                entry.id(),
                                "prediction",
                                entry.time(),
                                Decision.ALLOW,
                                null,
                                "acme",
                                "c-1@2",
                                "credit-risk@3",
                                "key:k1",
                                "credit-decision",
                                3,
                                new BigDecimal("0.0010"),
                                "EUR",
                                true));
    }

    @Test
    void newestStandFirst() {
        List<Sequenced> entries = log.published(5);

        assertThat(indexes(LogFixture.AUDITOR, EntryQuery.newest(10)))
                .containsExactly(4, 3, 2, 1, 0);
        assertThat(entries).hasSize(5);
    }

    @Test
    void cursor_walksThroughAllWithoutGapOrRepetition() {
        log.published(23);
        List<Long> seen = new ArrayList<>();

        String after = null;
        do {
            Page<EntrySummary> page = log.search.search(LogFixture.AUDITOR, page(after, 5));
            page.items().forEach(item -> seen.add(item.index()));
            after = page.next();
            log.append(Entries.prediction()); // new ones do not shift the pages
        } while (after != null);

        assertThat(seen).hasSize(23).doesNotHaveDuplicates().startsWith(22L).endsWith(0L);
    }

    @Test
    void lastPage_hasNoCursorAlsoWhenItIsFull() {
        log.published(10);

        Page<EntrySummary> first = log.search.search(LogFixture.AUDITOR, page(null, 5));
        Page<EntrySummary> last = log.search.search(LogFixture.AUDITOR, page(first.next(), 5));

        assertThat(first.next()).isNotNull();
        assertThat(last.items()).hasSize(5);
        assertThat(last.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1; DROP TABLE audit.entry", "99999999999999999999"})
    void madeUpCursor_isRefused(String cursor) {
        assertThatThrownBy(() -> log.search.search(LogFixture.AUDITOR, page(cursor, 5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // isolation

    @Test
    void partner_seesItsOwnEntriesOnly() {
        log.append(Entries.prediction());
        log.append(Entries.prediction().partner("globex"));

        assertThat(indexes(LogFixture.ACME, EntryQuery.newest(10))).containsExactly(0);
        assertThat(indexes(LogFixture.GLOBEX, EntryQuery.newest(10))).containsExactly(1);
        assertThat(indexes(LogFixture.AUDITOR, EntryQuery.newest(10))).containsExactly(1, 0);
    }

    @Test
    void partnerAskingForAnother_seesNothing() {
        log.append(Entries.prediction());

        assertThat(indexes(LogFixture.GLOBEX, query(q -> q.partner = new PartnerId("acme"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"contract", "model", "subject", "text", "receipt", "cursor"})
    void noCondition_opensSomebodyElsesRows(String condition) {
        Entries entry = Entries.prediction().subject("p-1");
        log.append(entry);

        EntryQuery query =
                query(
                        q -> {
                            switch (condition) {
                                case "contract" -> q.contract = new ContractId("c-1");
                                case "model" -> q.model = "credit-risk@3";
                                case "subject" -> q.subject = "p-1";
                                case "text" -> q.text = "key:k1";
                                case "receipt" -> q.text = entry.id().toString();
                                default -> q.after = "5";
                            }
                        });

        assertThat(indexes(LogFixture.AUDITOR, query)).as("it is there").containsExactly(0);
        assertThat(indexes(LogFixture.GLOBEX, query)).isEmpty();
    }

    @Test
    void anotherPartnersEntry_isNotThere() {
        Sequenced entry = log.published(1).getFirst();

        assertThat(log.search.entry(LogFixture.GLOBEX, entry.receipt())).isEmpty();
        assertThat(log.verifier.verify(LogFixture.GLOBEX, entry.receipt())).isEmpty();
        assertThat(log.search.entry(LogFixture.ACME, entry.receipt())).isPresent();
    }

    @Test
    void callerWithoutPartnerAndRole_seesNothing() {
        log.append(Entries.prediction());
        Caller nobody = Caller.user("nobody", null, Set.of());
        Caller partnerRoleWithoutPartner =
                Caller.user("lost", null, Set.of(Roles.PARTNER_DEVELOPER));

        assertThat(indexes(nobody, EntryQuery.newest(10))).isEmpty();
        assertThat(indexes(partnerRoleWithoutPartner, EntryQuery.newest(10))).isEmpty();
    }

    @Test
    void providerRoleWithAPartner_isStillThatPartner() {
        log.append(Entries.prediction());
        Caller mixed =
                Caller.user("mixed", new PartnerId("globex"), Set.of(Roles.ADMIN, Roles.AUDITOR));

        assertThat(indexes(mixed, EntryQuery.newest(10))).isEmpty();
    }

    // conditions

    @Test
    void conditions_narrowTheList() {
        log.append(Entries.prediction());
        log.append(Entries.prediction().contract("c-2@1").model("text-topic@1"));
        log.append(Entries.prediction().model("credit-risk@4").refused(Reason.RATE_EXCEEDED));
        log.append(Entries.prediction().caller("client:Big_One").subject("p-7"));

        assertThat(found(q -> q.contract = new ContractId("c-2"))).containsExactly(1);
        assertThat(found(q -> q.model = "credit-risk")).containsExactly(3, 2, 0);
        assertThat(found(q -> q.model = "credit-risk@4")).containsExactly(2);
        assertThat(found(q -> q.model = "credit")).isEmpty();
        assertThat(found(q -> q.decision = Decision.REFUSE)).containsExactly(2);
        assertThat(found(q -> q.decision = Decision.FAULT)).isEmpty();
        assertThat(found(q -> q.type = "prediction")).hasSize(4);
        assertThat(found(q -> q.type = "contract.signed")).isEmpty();
        assertThat(found(q -> q.subject = "p-7")).containsExactly(3);
        assertThat(found(q -> q.subject = "P-7")).isEmpty();
        assertThat(found(q -> q.text = "rate_exc")).containsExactly(2);
        assertThat(found(q -> q.text = "BIG")).containsExactly(3);
        assertThat(found(q -> q.text = "  ")).hasSize(4);
        assertThat(
                        found(
                                q -> {
                                    q.decision = Decision.ALLOW;
                                    q.model = "credit-risk";
                                    q.text = "k1";
                                }))
                .containsExactly(0);
    }

    @Test
    void time_isFromInclusiveToExclusive() {
        log.append(Entries.prediction().time("2026-01-01T00:00:00Z"));
        log.append(Entries.prediction().time("2026-01-02T00:00:00Z"));
        log.append(Entries.prediction().time("2026-01-03T00:00:00Z"));

        assertThat(
                        found(
                                q -> {
                                    q.from = Instant.parse("2026-01-02T00:00:00Z");
                                    q.to = Instant.parse("2026-01-03T00:00:00Z");
                                }))
                .containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "' OR true --", "k\0x"})
    void text_isNoPatternAndNoSql(String text) {
        log.append(Entries.prediction().caller("plain"));

        assertThat(found(q -> q.text = text)).isEmpty();
    }

    @Test
    void beginningOfAReceiptId_isFound() {
        Entries entry = Entries.prediction();
        log.append(entry);

        assertThat(found(q -> q.text = entry.id().toString().substring(0, 20))).containsExactly(0);
        assertThat(found(q -> q.text = entry.id().toString())).containsExactly(0);
        assertThat(found(q -> q.text = ReceiptId.fresh().toString())).isEmpty();
    }

    // details

    @Test
    void detail_showsBodyAndOpenedExplanation() {
        Sequenced entry = log.append(Entries.prediction().explanation("{\"income\":0.7}"));

        EntryDetail detail = log.search.entry(LogFixture.ACME, entry.receipt()).orElseThrow();

        assertThat(detail.explanation()).isEqualTo("{\"income\":0.7}");
        assertThat(detail.body()).contains("\"explanation\":\"sha256:");
        assertThat(detail.summary().receipt()).isEqualTo(entry.receipt());
    }

    @Test
    void detailWithoutExplanation_hasNone() {
        Sequenced entry = log.append(Entries.prediction());

        assertThat(log.search.entry(LogFixture.ACME, entry.receipt()).orElseThrow().explanation())
                .isNull();
    }

    @Test
    void brokenSeal_isNotShownButTheRestIs() {
        Sequenced entry = log.append(Entries.prediction().explanation("{\"income\":0.7}"));
        log.tables.execute("UPDATE audit.detached SET explanation = sha256('x')");

        EntryDetail detail = log.search.entry(LogFixture.ACME, entry.receipt()).orElseThrow();

        assertThat(detail.explanation()).isNull();
        assertThat(detail.body()).isNotEmpty();
    }

    @Test
    void agedEntry_isStillListed() {
        Sequenced entry = log.append(Entries.prediction());
        log.tables.execute("UPDATE audit.entry SET body = NULL");

        EntrySummary summary = only(EntryQuery.newest(5));

        assertThat(summary.model()).isEqualTo("credit-risk@3");
        assertThat(summary.contract()).isEqualTo("c-1");
        assertThat(summary.price()).isNull();
        assertThat(log.search.entry(LogFixture.ACME, entry.receipt()).orElseThrow().body())
                .isEqualTo("null");
    }

    @Test
    void unknownReceipt_isEmpty() {
        assertThat(log.search.entry(LogFixture.AUDITOR, ReceiptId.fresh())).isEmpty();
        assertThat(log.verifier.verify(LogFixture.AUDITOR, ReceiptId.fresh())).isEmpty();
    }

    private EntrySummary only(EntryQuery query) {
        List<EntrySummary> items = log.search.search(LogFixture.AUDITOR, query).items();
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private List<Integer> found(Consumer<Wanted> conditions) {
        return indexes(LogFixture.AUDITOR, query(conditions));
    }

    private List<Integer> indexes(Caller caller, EntryQuery query) {
        return log.search.search(caller, query).items().stream()
                .map(item -> (int) item.index())
                .toList();
    }

    private static EntryQuery page(@Nullable String after, int limit) {
        return new EntryQuery(null, null, null, null, null, null, null, null, null, after, limit);
    }

    private static EntryQuery query(Consumer<Wanted> conditions) {
        Wanted wanted = new Wanted();
        conditions.accept(wanted);
        return new EntryQuery(
                wanted.from,
                wanted.to,
                wanted.partner,
                wanted.contract,
                wanted.model,
                wanted.subject,
                wanted.decision,
                wanted.type,
                wanted.text,
                wanted.after,
                50);
    }

    /** A query being put together. */
    private static final class Wanted {
        private @Nullable Instant from;
        private @Nullable Instant to;
        private @Nullable PartnerId partner;
        private @Nullable ContractId contract;
        private @Nullable String model;
        private @Nullable String subject;
        private @Nullable Decision decision;
        private @Nullable String type;
        private @Nullable String text;
        private @Nullable String after;
    }
}
