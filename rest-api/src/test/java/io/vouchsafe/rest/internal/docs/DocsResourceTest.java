package io.vouchsafe.rest.internal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.rest.testing.Api;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsResourceTest {
    private final Api api = new Api(new DocsResource());

    @Test
    void thePage_hasNoScriptOrStyleOfItsOwn_andNothingFromElsewhere() {
        Api.Answer page = api.get("/api/docs").send();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain("style=", "onload=", "http:", "https:");
        assertThat(page.text()).doesNotContainPattern("<script>|<script [^>]*></script>.*<style");
    }

    @Test
    void everyFileOfThePage_isThere() {
        Matcher files =
                Pattern.compile("(?:href|src)=\"(/api/docs/[^\"]+)\"")
                        .matcher(api.get("/api/docs").send().text());
        int found = 0;

        while (files.find()) {
            assertThat(api.get(files.group(1)).send().status()).as(files.group(1)).isEqualTo(200);
            found++;
        }

        assertThat(found).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "swagger-ui.css, text/css",
        "swagger-ui-bundle.js, text/javascript",
        "docs.js, text/javascript",
        "favicon-32x32.png, image/png"
    })
    void aFile_hasItsType(String file, String type) {
        Api.Answer answer = api.get("/api/docs/" + file).send();

        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.bytes()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/docs/index.html",
                "/api/docs/swagger-initializer.js",
                "/api/docs/oauth2-redirect.html",
                "/api/docs/package-info.class",
                "/api/docs/..%2Fhttp%2Fbuild.properties"
            })
    void noOtherFile_canBeNamed(String path) {
        Api.Answer answer = api.get(path).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("type").asText()).endsWith("/not-found");
    }

    @Test
    void theCredential_isKeptNowhere() {
        String script = api.get("/api/docs/docs.js").send().text();

        assertThat(script).contains("persistAuthorization: false", "validatorUrl: null");
    }
}
