package io.vouchsafe.privacy.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {
    @Test
    void whole_countsCodePoints() {
        assertThat(Span.whole("a😀é")).isEqualTo(new Span(Span.WHOLE, 0, 3, 1));
        assertThat(Span.whole("")).isEqualTo(new Span(Span.WHOLE, 0, 0, 1));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "-1, 2, 1, a negative start",
        "3, 2, 1, an end before the start",
        "0, 1, -0.1, a negative score",
        "0, 1, 1.1, a score above one",
        "0, 1, NaN, no number"
    })
    void impossibleSpan_isRefused(int start, int end, double score, String why) {
        assertThatThrownBy(() -> new Span("X", start, end, score))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
