package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "http://host:8080/portal/, /portal/",
        "http://host:8080/portal/receipts.xhtml?q=a%20b&after=3, /portal/receipts.xhtml?q=a%20b&after=3",
        "https://elsewhere.example/portal/receipts.xhtml, /portal/receipts.xhtml"
    })
    void theWayBack_isThePageItCameFrom(String referer, String back) {
        assertThat(Preferences.back(referer, "/portal")).isEqualTo(back);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://evil.example/portal",
                "http://host/portal/../../evil",
                "http://host/portal/..//evil.example/",
                "http://host/portal/preference?language=en",
                "javascript:alert(1)",
                "http://host/portal/%zz",
                "not an address at all",
                ""
            })
    void theWayBack_neverLeavesThePortal(String referer) {
        assertThat(Preferences.back(referer, "/portal")).isEqualTo("/portal/");
    }

    @Test
    void withoutAReferer_itIsTheFrontPage() {
        assertThat(Preferences.back(null, "/portal")).isEqualTo("/portal/");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"", "ACME", "a b", "../x", "x\r\nSet-Cookie: a=b"})
    void aPartnerThatIsNone_meansAllPartners(String id) {
        assertThat(Preferences.partner(id)).isEmpty();
    }

    @Test
    void aPartner_isKept() {
        assertThat(Preferences.partner("acme-retail")).isEqualTo("acme-retail");
    }
}
