package io.vouchsafe.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceSettingsTest {
    @Test
    void nothingSet_isTheUsual() {
        InferenceSettings settings = InferenceSettings.from(Map.of());

        assertThat(settings.maxModelBytes()).isEqualTo(1L << 30);
        assertThat(settings.maxUnpackedBytes()).isEqualTo(4L << 30);
        assertThat(settings.concurrentCalls())
                .isEqualTo(4 * Runtime.getRuntime().availableProcessors());
        assertThat(settings.temporary()).isEqualTo(Path.of("data/tmp"));
    }

    @Test
    void whatIsSet_holds() {
        InferenceSettings settings =
                InferenceSettings.from(
                        Map.of(
                                "VOUCHSAFE_DATA", "/srv/v",
                                "VOUCHSAFE_MAX_MODEL_BYTES", " 500 ",
                                "VOUCHSAFE_MODEL_WAITING", ""));

        assertThat(settings.temporary()).isEqualTo(Path.of("/srv/v/tmp"));
        assertThat(settings.maxModelBytes()).isEqualTo(500);
        assertThat(settings.waitingPerCall()).isEqualTo(32);
    }

    @Test
    void everyWrongOneIsNamedAtOnce() {
        assertThatThrownBy(
                        () ->
                                InferenceSettings.from(
                                        Map.of(
                                                "VOUCHSAFE_MAX_MODEL_BYTES", "1 GiB",
                                                "VOUCHSAFE_MODEL_CALLS_PER_CORE", "0")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("VOUCHSAFE_MAX_MODEL_BYTES is '1 GiB'")
                .hasMessageContaining("VOUCHSAFE_MODEL_CALLS_PER_CORE is '0'");
    }

    @Test
    void whatAKilledServerLeft_isSweptAtTheStart(@TempDir Path data) throws IOException {
        TemporaryFolder left = TemporaryFolder.in(data, "upload");
        Files.writeString(left.path().resolve("file"), "x");
        Path keep = Files.writeString(data.resolve("keep"), "x");

        TemporaryFolder.sweep(data);
        TemporaryFolder.sweep(data.resolve("missing"));

        assertThat(left.path()).doesNotExist();
        assertThat(keep).exists();
    }
}
