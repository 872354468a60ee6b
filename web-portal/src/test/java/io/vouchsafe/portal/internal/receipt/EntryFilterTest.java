package io.vouchsafe.portal.internal.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.portal.internal.frame.Address;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryFilterTest {
    @Test
    void anAddress_becomesAQuery() {
        EntryQuery query =
                filter(
                                Map.of(
                                        "from", "2026-11-01",
                                        "to", "2026-11-23",
                                        "partner", "acme",
                                        "contract", "c-2026-0001@2",
                                        "model", "risk@3",
                                        "decision", "REFUSE",
                                        "type", "prediction",
                                        "q", "abc"))
                        .query("7", 50)
                        .orElseThrow();

        assertThat(query.from()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(query.to()).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
        assertThat(query.partner()).isEqualTo(new PartnerId("acme"));
        assertThat(query.contract()).hasToString("C-2026-0001");
        assertThat(query.model()).isEqualTo("risk@3");
        assertThat(query.decision()).isEqualTo(Decision.REFUSE);
        assertThat(query.type()).isEqualTo("prediction");
        assertThat(query.text()).isEqualTo("abc");
        assertThat(query.after()).isEqualTo("7");
        assertThat(query.limit()).isEqualTo(50);
    }

    @Test
    void withoutFilters_everythingIsAsked() {
        EntryFilter filter = filter(Map.of());

        assertThat(filter.query(null, 50)).contains(EntryQuery.newest(50));
        assertThat(filter.isUnset()).isTrue();
        assertThat(filter.isNarrowed()).isFalse();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "from, yesterday",
        "to, 2026-13-01",
        "partner, ACME!",
        "contract, a b",
        "decision, MAYBE"
    })
    void aFilterThatCannotBeRead_findsNothingInsteadOfAll(String name, String value) {
        assertThat(filter(Map.of(name, value)).query(null, 50)).isEmpty();
    }

    @Test
    void thePartnerInSight_holdsUntilTheAddressNamesAnother() {
        PartnerId scope = new PartnerId("oriel");

        assertThat(
                        new EntryFilter(Address.with(Map.of()), Optional.of(scope))
                                .query(null, 1)
                                .orElseThrow()
                                .partner())
                .isEqualTo(scope);
        assertThat(
                        new EntryFilter(Address.with(Map.of("partner", "acme")), Optional.of(scope))
                                .query(null, 1)
                                .orElseThrow()
                                .partner())
                .isEqualTo(new PartnerId("acme"));
    }

    @Test
    void filters_stayInTheAddressOfTheNextPage() {
        EntryFilter filter = filter(Map.of("model", "risk@3", "q", "a b"));

        assertThat(filter.url("receipts.xhtml", "after", "50"))
                .isEqualTo("receipts.xhtml?model=risk%403&q=a+b&after=50");
        assertThat(filter.url("entries.csv", "after", null))
                .isEqualTo("entries.csv?model=risk%403&q=a+b");
    }

    private static EntryFilter filter(Map<String, String> address) {
        return new EntryFilter(Address.with(address), Optional.empty());
    }
}
