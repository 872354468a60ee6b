package io.vouchsafe.privacy.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Report report = new Report();

    @Test
    void nothingDone_isNotReported() {
        report.add("mask", "x", 0);

        assertThat(report.counts()).isEmpty();
    }

    @Test
    void sameRuleTwice_isSummed() {
        report.add("mask", "x", 2);
        report.add("mask", "x", 3);
        report.add("mask", "y", 1);

        assertThat(report.counts()).isEqualTo(Map.of("mask:x", 5, "mask:y", 1));
    }

    @Test
    void countBeyondAnInt_staysAtTheLargest() {
        report.add("drop", "x", Long.MAX_VALUE);
        report.add("drop", "x", 1);

        assertThat(report.counts()).isEqualTo(Map.of("drop:x", Integer.MAX_VALUE));
    }
}
