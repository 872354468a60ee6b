package io.vouchsafe.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Path HOME = Path.of("/home/of/suite");

    @Test
    void theCommandLine_winsOverTheEnvironment() {
        Map<String, String> environment =
                Map.of("VOUCHSAFE_DATA", "/from/environment", "VOUCHSAFE_PORT_OFFSET", "7");

        Settings settings = settings(environment, "--data", "/from/line", "--offset", "9");

        assertThat(settings.data()).isEqualTo(Path.of("/from/line"));
        assertThat(settings.ports().http()).isEqualTo(8089);
    }

    @Test
    void theEnvironment_winsOverTheDefaults() {
        Map<String, String> environment =
                Map.of("VOUCHSAFE_DATA", "/from/environment", "VOUCHSAFE_PORT_OFFSET", "7");

        Settings settings = settings(environment);

        assertThat(settings.data()).isEqualTo(Path.of("/from/environment"));
        assertThat(settings.ports().keycloak()).isEqualTo(8187);
    }

    @Test
    void withoutAnything_theDataStandBesideTheScriptAndPortsAreTheDocumentedOnes() {
        Settings settings = settings(Map.of("VOUCHSAFE_DATA", ""));

        assertThat(settings.data()).isEqualTo(HOME.resolve("data"));
        assertThat(settings.ports().http()).isEqualTo(8080);
        assertThat(settings.ports().keycloak()).isEqualTo(8180);
        assertThat(settings.ports().management()).isEqualTo(9990);
        assertThat(settings.ports().keycloakManagement()).isEqualTo(9000);
        assertThat(settings.demo()).isTrue();
    }

    @Test
    void aForeignIssuer_rulesOutTheDemo() {
        Settings settings =
                settings(Map.of("VOUCHSAFE_OIDC_ISSUER", "https://id.example/realms/vouchsafe"));

        assertThat(settings.demo()).isFalse();
        assertThat(settings.issuer()).contains(URI.create("https://id.example/realms/vouchsafe"));
    }

    @Test
    void aDatabaseOfOnesOwn_isTakenWithUserAndPassword() {
        Settings settings =
                settings(
                        Map.of(
                                "VOUCHSAFE_DB_URL", "jdbc:postgresql://db/v",
                                "VOUCHSAFE_DB_USER", "v",
                                "VOUCHSAFE_DB_PASSWORD", "geheim"));

        assertThat(settings.database()).isPresent();
        assertThat(settings.database().orElseThrow().toString()).doesNotContain("geheim");
    }

    @Test
    void allProblems_areListedAtOnce() {
        Map<String, String> environment =
                Map.of("VOUCHSAFE_DB_URL", "mysql://db", "VOUCHSAFE_OIDC_ISSUER", "id.example");

        assertThatThrownBy(() -> settings(environment))
                .hasMessageContainingAll(
                        "VOUCHSAFE_DB_URL must begin",
                        "VOUCHSAFE_DB_USER is missing",
                        "VOUCHSAFE_DB_PASSWORD is missing",
                        "VOUCHSAFE_OIDC_ISSUER must be");
    }

    @Test
    void aWrongOffsetInTheEnvironment_isRefusedByItsName() {
        assertThatThrownBy(() -> settings(Map.of("VOUCHSAFE_PORT_OFFSET", "lots")))
                .hasMessageContainingAll("VOUCHSAFE_PORT_OFFSET", "lots");
    }

    private static Settings settings(Map<String, String> environment, String... arguments) {
        return Settings.of(Options.parse(List.of(arguments)), HOME, environment);
    }
}
