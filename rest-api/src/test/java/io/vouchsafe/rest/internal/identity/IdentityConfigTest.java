package io.vouchsafe.rest.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityConfigTest {
    @Test
    void emptyEnvironment_isTheDemosKeycloak() {
        IdentityConfig config = IdentityConfig.from(Map.of());

        assertThat(config.issuer()).isEqualTo("http://127.0.0.1:8180/realms/vouchsafe");
        assertThat(config.keys())
                .hasToString(
                        "http://127.0.0.1:8180/realms/vouchsafe/protocol/openid-connect/certs");
        assertThat(config.audience()).isEqualTo("vouchsafe-api");
        assertThat(config.logPrivate()).isFalse();
    }

    @Test
    void environment_isTaken() {
        IdentityConfig config =
                IdentityConfig.from(
                        Map.of(
                                "VOUCHSAFE_OIDC_ISSUER", "https://id.example/realms/v",
                                "VOUCHSAFE_OIDC_JWKS_URL", "http://keycloak.internal/certs",
                                "VOUCHSAFE_LOG_PRIVATE", "true"));

        assertThat(config.issuer()).isEqualTo("https://id.example/realms/v");
        assertThat(config.keys()).hasToString("http://keycloak.internal/certs");
        assertThat(config.logPrivate()).isTrue();
    }

    @Test
    void everyProblem_isNamedAtOnce() {
        Map<String, String> environment =
                Map.of(
                        "VOUCHSAFE_OIDC_ISSUER", "ftp://id.example",
                        "VOUCHSAFE_OIDC_JWKS_URL", "not an address",
                        "VOUCHSAFE_LOG_PRIVATE", "yes");

        assertThatThrownBy(() -> IdentityConfig.from(environment))
                .hasMessageContaining("VOUCH80903")
                .hasMessageContaining("VOUCHSAFE_OIDC_ISSUER")
                .hasMessageContaining("VOUCHSAFE_OIDC_JWKS_URL")
                .hasMessageContaining("VOUCHSAFE_LOG_PRIVATE");
    }
}
