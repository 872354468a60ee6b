package io.vouchsafe.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestConfigTest {
    @Test
    void anEmptyEnvironment_givesTheDefaults() {
        RestConfig config = RestConfig.from(Map.of());

        assertThat(config).isEqualTo(RestConfig.DEFAULT);
        assertThat(config.maxRequestBytes()).isEqualTo(16 * 1024 * 1024);
    }

    @Test
    void whatTheEnvironmentSays_holds() {
        RestConfig config =
                RestConfig.from(
                        Map.of(
                                "VOUCHSAFE_MAX_REQUEST_BYTES", "4096",
                                "VOUCHSAFE_MAX_UPLOAD_BYTES", " 5000000000 ",
                                "VOUCHSAFE_REQUEST_TIMEOUT_SECONDS", "5",
                                "VOUCHSAFE_LOG_PRIVATE", "true"));

        assertThat(config)
                .isEqualTo(new RestConfig(4096, 5_000_000_000L, Duration.ofSeconds(5), true));
    }

    @ParameterizedTest
    @CsvSource({
        "VOUCHSAFE_MAX_REQUEST_BYTES, 16MB",
        "VOUCHSAFE_MAX_REQUEST_BYTES, 0",
        "VOUCHSAFE_MAX_REQUEST_BYTES, 99999999999",
        "VOUCHSAFE_MAX_UPLOAD_BYTES, -1",
        "VOUCHSAFE_REQUEST_TIMEOUT_SECONDS, 0",
        "VOUCHSAFE_REQUEST_TIMEOUT_SECONDS, 601",
        "VOUCHSAFE_LOG_PRIVATE, yes"
    })
    void aWrongValue_stopsTheStart_andIsQuoted(String name, String value) {
        assertThatIllegalStateException()
                .isThrownBy(() -> RestConfig.from(Map.of(name, value)))
                .withMessageContaining(name)
                .withMessageContaining(value);
    }

    @Test
    void allWrongValues_areToldAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                RestConfig.from(
                                        Map.of(
                                                "VOUCHSAFE_MAX_REQUEST_BYTES", "x",
                                                "VOUCHSAFE_LOG_PRIVATE", "y")))
                .withMessageContaining("VOUCHSAFE_MAX_REQUEST_BYTES")
                .withMessageContaining("VOUCHSAFE_LOG_PRIVATE")
                .withMessageContaining("VOUCH80003");
    }
}
