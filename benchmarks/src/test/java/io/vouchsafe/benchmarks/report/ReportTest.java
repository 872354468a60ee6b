package io.vouchsafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void missedBudget_isPrintedAsMissed() {
        report.budget("ratio", "≥ 0.80", Spread.of(List.of(0.7, 0.9, 0.6)), 2, r -> r >= 0.8);

        report.summary();

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .containsPattern("ratio +≥ 0.80 +0.70 \\(0.60–0.90\\) +MISSED");
    }

    @Test
    void keptBudget_isPrintedAsMet() {
        report.budget("ratio", "≥ 0.80", Spread.of(List.of(0.81)), 2, r -> r >= 0.8);

        report.summary();

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("met").doesNotContain("MISS");
    }

    @Test
    void median_ofAnEvenCountIsBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
