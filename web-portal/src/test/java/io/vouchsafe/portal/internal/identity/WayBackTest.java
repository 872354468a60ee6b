package io.vouchsafe.portal.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WayBackTest {
    private static final String PATH = "/portal/receipt.xhtml";

    @Test
    void anAddress_comesBackWhole() {
        String kept = WayBack.write(PATH, "id=1&q=a%20b").orElseThrow();

        assertThat(kept).matches("[A-Za-z0-9_-]+");
        assertThat(WayBack.read(kept, PATH)).contains(PATH + "?id=1&q=a%20b");
    }

    @Test
    void anotherPage_isNotLedAstray() {
        String kept = WayBack.write(PATH, "id=1").orElseThrow();

        assertThat(WayBack.read(kept, "/portal/index.xhtml")).isEmpty();
        assertThat(WayBack.read(kept, "/portal/receipt.xhtm")).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "https://evil.example/?a",
                "//evil.example/portal/receipt.xhtml?a",
                "/portal/receipt.xhtml?a\r\nSet-Cookie: b=c",
                "/portal/receipt.xhtml?a b",
                "/portal/receipt.xhtml?\u00e4",
                "/portal/receipt.xhtml"
            })
    void aPlantedCookie_leadsNowhere(String address) {
        String planted =
                Base64.getUrlEncoder().encodeToString(address.getBytes(StandardCharsets.UTF_8));

        assertThat(WayBack.read(planted, PATH)).isEmpty();
    }

    @Test
    void whatIsNoCookieOfOurs_leadsNowhere() {
        assertThat(WayBack.read("%%%", PATH)).isEmpty();
        assertThat(WayBack.read("", PATH)).isEmpty();
    }

    @Test
    void anAddressThatIsFarTooLong_isNotKept() {
        assertThat(WayBack.write(PATH, "q=" + "x".repeat(2000))).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0} {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "302, https://id.example/realms/r/protocol/openid-connect/auth?client_id=p, true",
                "302, https://host/portal/index.xhtml, false",
                "303, https://id.example/realms/r/protocol/openid-connect/logout?x, false",
                "200, -, false",
                "302, -, false"
            })
    void onlyTheWayToTheSignIn_isWatched(int status, String location, boolean watched) {
        assertThat(WayBackExtension.isSignIn(status, location)).isEqualTo(watched);
    }
}
