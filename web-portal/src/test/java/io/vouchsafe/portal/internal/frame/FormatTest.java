package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    private static final Instant NOON = Instant.parse("2026-11-23T14:32:07.123Z");

    private final Format english = new Format(Locale.ENGLISH);
    private final Format chinese = new Format(Locale.SIMPLIFIED_CHINESE);

    @Test
    void times_nameTheirZone() {
        assertThat(english.time(NOON)).isEqualTo("23 Nov 2026 14:32:07\u00a0UTC");
        assertThat(chinese.time(NOON)).isEqualTo("2026年11月23日 14:32:07\u00a0UTC");
        assertThat(english.clock(NOON)).isEqualTo("14:32:07\u00a0UTC");
    }

    @Test
    void dates_areWrittenAsTheLanguageDoes() {
        assertThat(english.date(NOON)).isEqualTo("23 Nov 2026");
        assertThat(chinese.date(NOON)).isEqualTo("2026年11月23日");
        assertThat(english.day(LocalDate.of(2026, 11, 3))).isEqualTo("3 Nov");
        assertThat(chinese.day(LocalDate.of(2026, 11, 3))).isEqualTo("11月3日");
    }

    @Test
    void whatIsNotThere_isADash() {
        assertThat(english.time(null)).isEqualTo("–");
        assertThat(english.moment(null)).isEqualTo("–");
        assertThat(english.clock(null)).isEqualTo("–");
        assertThat(english.date(null)).isEqualTo("–");
        assertThat(english.money(null, "EUR")).isEqualTo("–");
        assertThat(english.money(BigDecimal.ONE, null)).isEqualTo("–");
        assertThat(english.tail(null)).isEqualTo("–");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "0.04, EUR, €0.04",
        "0.0025, EUR, €0.0025",
        "8412.6, EUR, '€8,412.60'",
        "12, USD, $12.00",
        "0.0000000001, EUR, €0.0000000001"
    })
    void money_hasItsSymbolAndAllItsDecimals(String amount, String currency, String text) {
        assertThat(english.money(new BigDecimal(amount), currency)).isEqualTo(text);
    }

    @Test
    void chineseMoney_hasItsSymbolToo() {
        assertThat(chinese.money(new BigDecimal("0.04"), "EUR")).contains("0.04").contains("€");
        assertThat(chinese.money(new BigDecimal("12"), "CNY")).isEqualTo("¥12.00");
    }

    @Test
    void counts_haveThousandsSeparators() {
        assertThat(english.count(148182301)).isEqualTo("148,182,301");
        assertThat(chinese.count(148182301)).isEqualTo("148,182,301");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "0.14, +0.140",
        "-0.05, −0.050",
        "0, +0.000",
        "0.00042, +4.2e-04",
        "-0.00042, −4.2e-04",
        "12.34567, +12.346"
    })
    void contributions_haveTheirSign(double amount, String text) {
        assertThat(english.signed(amount)).isEqualTo(text);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({"0.37, 0.370", "-1.5, −1.500", "0, 0.000"})
    void values_haveOnlyAMinus(double value, String text) {
        assertThat(english.number(value)).isEqualTo(text);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "0, 0\u00a0B",
        "1023, '1,023\u00a0B'",
        "1024, 1.0\u00a0KiB",
        "1536, 1.5\u00a0KiB",
        "1073741824, 1.0\u00a0GiB",
        "1125899906842624, '1024.0\u00a0TiB'"
    })
    void sizes_haveAUnit(long bytes, String text) {
        assertThat(english.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void shares_arePercent() {
        assertThat(english.percent(0.6128)).isEqualTo("61.3\u00a0%");
        assertThat(english.percent(1)).isEqualTo("100\u00a0%");
    }

    @Test
    void ids_areKnownByTheirTail() {
        assertThat(english.tail("01a2089b-4c08-758d-ad20-b57ebfa035a5")).isEqualTo("…bfa035a5");
        assertThat(english.tail("short")).isEqualTo("short");
    }
}
