package io.vouchsafe.verifier.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @Test
    void ordinaryTextStays() {
        assertThat(Printable.of("acme-2026@1 \u00e9 \u4e2d\u6587 \ud83d\ude00 — (x)"))
                .isEqualTo("acme-2026@1 \u00e9 \u4e2d\u6587 \ud83d\ude00 — (x)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000", "\n", "\r", "\t", "\u001b", "\u007f", "\u009b", "\u202e", "\u2066",
                "\u200b", "\u2028", "\u2029", "\ufeff", "\ue000", "\ud800",
            })
    void whatSteersATerminal_isEscaped(String text) {
        assertThat(Printable.of("a" + text + "b"))
                .isEqualTo("a\\u{" + Integer.toHexString(text.codePointAt(0)) + "}b");
    }

    @Test
    void impossibleTimes_areShownAsNumbers() {
        assertThat(TextReport.time(0)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(TextReport.time(Long.MAX_VALUE)).isEqualTo("9223372036854775807 s");
    }
}
