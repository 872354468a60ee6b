package io.vouchsafe.keys.internal.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysConfigurationTest {
    @Test
    void emptyEnvironment_meansTheDefaults() {
        KeysConfiguration configuration = KeysConfiguration.from(Map.of());

        assertThat(configuration.origin()).isEqualTo("vouchsafe.local/log");
        assertThat(configuration.password()).isEmpty();
        assertThat(configuration.storeFile())
                .isEqualTo(Path.of("data/keys/vouchsafe.bcfks").toAbsolutePath());
    }

    @Test
    void dataFolder_holdsTheStore() {
        KeysConfiguration configuration =
                KeysConfiguration.from(Map.of("VOUCHSAFE_DATA", "/srv/vouchsafe"));

        assertThat(configuration.passwordFile())
                .isEqualTo(Path.of("/srv/vouchsafe/keys/vouchsafe.password"));
    }

    @Test
    void emptyPassword_isNone() {
        KeysConfiguration configuration =
                KeysConfiguration.from(Map.of("VOUCHSAFE_KEYSTORE_PASSWORD", ""));

        assertThat(configuration.password()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', an origin names the log",
        "a b, a space ends a key name",
        "a+b, a plus ends a key name",
        "https://log.example, an origin has no schema",
        "lög.example, origins are ASCII"
    })
    void badOrigin_isRefused(String origin, String reason) {
        assertThatThrownBy(() -> KeysConfiguration.from(Map.of("VOUCHSAFE_LOG_ORIGIN", origin)))
                .as(reason)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("VOUCHSAFE_LOG_ORIGIN");
    }

    @Test
    void allProblems_areListedAtOnce() {
        Map<String, String> environment =
                Map.of("VOUCHSAFE_LOG_ORIGIN", "a b", "VOUCHSAFE_KEYSTORE_PASSWORD", "short");

        assertThatThrownBy(() -> KeysConfiguration.from(environment))
                .hasMessageContaining("VOUCHSAFE_LOG_ORIGIN")
                .hasMessageContaining("VOUCHSAFE_KEYSTORE_PASSWORD")
                .message()
                .doesNotContain("short ");
    }
}
