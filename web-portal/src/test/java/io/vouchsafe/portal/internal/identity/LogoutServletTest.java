package io.vouchsafe.portal.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogoutServletTest {
    private static final String ISSUER = "https://id.example/realms/vouchsafe";

    @Test
    void endOfSession_namesClientHintAndWayBack() {
        String address = LogoutServlet.endSession(ISSUER, "a.b.c", "http://host:1/portal/");

        assertThat(address)
                .isEqualTo(
                        ISSUER
                                + "/protocol/openid-connect/logout?client_id=vouchsafe-portal"
                                + "&post_logout_redirect_uri=http%3A%2F%2Fhost%3A1%2Fportal%2F"
                                + "&id_token_hint=a.b.c");
    }

    @Test
    void withoutIdToken_theProviderMustAsk() {
        String address = LogoutServlet.endSession(ISSUER, null, "http://host:1/portal/");

        assertThat(address).doesNotContain("id_token_hint");
    }
}
