package io.vouchsafe.inference.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSettingsTest {
    @Test
    void nothingSet_isTheUsual() {
        BatchSettings settings = BatchSettings.from(Map.of());

        assertThat(settings.rows()).isEqualTo(64);
        assertThat(settings.sizes()).isEmpty();
        assertThat(settings.linger()).isZero();
        assertThat(settings.queue()).isEqualTo(1024);
        assertThat(settings.queueBytes()).isEqualTo(256 << 20);
        assertThat(settings.runs()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.except()).isEmpty();
    }

    @Test
    void whatIsSet_holds() {
        BatchSettings settings =
                BatchSettings.from(
                        Map.of(
                                "VOUCHSAFE_BATCH_ROWS", "16",
                                "VOUCHSAFE_BATCH_SIZES", "4, 1,16",
                                "VOUCHSAFE_BATCH_LINGER_MICROS", "250",
                                "VOUCHSAFE_BATCH_EXCEPT", "chat, ranker"));

        assertThat(settings.sizes()).containsExactly(1, 4, 16);
        assertThat(settings.linger()).hasNanos(250_000);
        assertThat(settings.except()).containsExactlyInAnyOrder("chat", "ranker");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 2", "4, 0", "5, 11", "16, 0", "17, 0"})
    void paddingFillsUpToTheNextSize(int rows, int padding) {
        BatchSettings settings =
                BatchSettings.from(
                        Map.of("VOUCHSAFE_BATCH_ROWS", "16", "VOUCHSAFE_BATCH_SIZES", "1,4,16"));

        assertThat(settings.padding(rows)).isEqualTo(padding);
    }

    @Test
    void withoutSizes_nothingIsPadded() {
        assertThat(BatchSettings.from(Map.of()).padding(3)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2", "0,64", "a,64", "1,64,128", "-1,64", "1.5,64"})
    void wrongSizes_areNamed(String sizes) {
        assertThatThrownBy(() -> BatchSettings.from(Map.of("VOUCHSAFE_BATCH_SIZES", sizes)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("VOUCHSAFE_BATCH_SIZES is '" + sizes + "'")
                .hasMessageContaining("64");
    }

    @Test
    void everyWrongOneIsNamedAtOnce() {
        assertThatThrownBy(
                        () ->
                                BatchSettings.from(
                                        Map.of(
                                                "VOUCHSAFE_BATCH_ROWS", "0",
                                                "VOUCHSAFE_BATCH_QUEUE", "many",
                                                "VOUCHSAFE_BATCH_LINGER_MICROS", "2000000")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("VOUCHSAFE_BATCH_ROWS")
                .hasMessageContaining("VOUCHSAFE_BATCH_QUEUE")
                .hasMessageContaining("VOUCHSAFE_BATCH_LINGER_MICROS");
    }
}
