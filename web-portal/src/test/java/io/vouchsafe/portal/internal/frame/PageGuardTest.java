package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageGuardTest {
    @ParameterizedTest(name = "{0} {1} {2} {3}: {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,  cross-site,  https://evil.example, host, false, looking is free",
                "POST, same-origin, http://host,          host, false, our own form",
                "POST, none,        -,                    host, false, typed by a person",
                "POST, cross-site,  https://evil.example, host, true,  a foreign form",
                "POST, same-site,   http://other.host,    host, true,  a neighbour's form",
                "POST, cross-site,  http://host,          host, true,  a replayed foreign form",
                "POST, -,           http://host,          host, false, an older browser",
                "POST, -,           http://HOST:8080,     host:8080, false, hosts have no case",
                "POST, -,           https://evil.example, host, true,  an older browser elsewhere",
                "POST, -,           null,                 host, true,  a sandboxed frame",
                "POST, -,           not a:uri,            host, true,  nonsense",
                "POST, -,           http://host,          -,    true,  no host",
                "POST, -,           -,                    host, false, no browser",
                "DELETE, cross-site, https://evil.example, host, true, any other verb"
            })
    void aForm_mustComeFromOurOwnPages(
            String method, String site, String origin, String host, boolean foreign, String why) {
        assertThat(PageGuard.isForeign(method, site, origin, host)).as(why).isEqualTo(foreign);
    }

    @Test
    void thePolicy_letsSigningOutEndAtTheIdentityProvider() {
        String policy = PageGuard.policy("https://id.example:8443/realms/vouchsafe");

        assertThat(policy)
                .contains("form-action 'self' https://id.example:8443;")
                .contains("frame-ancestors 'none'")
                .contains("object-src 'none'")
                .doesNotContain("script-src")
                .doesNotContain("unsafe-eval");
    }
}
