package io.vouchsafe.rest.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.rest.internal.http.RestConfig;
import io.vouchsafe.rest.testing.Api;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilesResourceTest {
    private static final String NOTE = "example.org/log\n7\nabc=\n\n— example.org/log AQID\n";

    private final FakeLog log = new FakeLog();
    private final Api api = new Api(new TilesResource(log, RestConfig.DEFAULT));

    @Test
    void theCheckpoint_isTheNoteItself_cachedShortly() {
        log.checkpoint = NOTE;

        Api.Answer answer = api.get("/log/checkpoint").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(NOTE);
        assertThat(answer.header("Content-Type"))
                .startsWith("text/plain")
                .containsIgnoringCase("utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=1, must-revalidate");
    }

    @Test
    void aLogWithoutCheckpoint_is404() {
        Api.Answer answer = api.get("/log/checkpoint").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theKeys_areText() {
        Api.Answer answer = api.get("/log/keys").send();

        assertThat(answer.text()).isEqualTo(log.keys());
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/1/x001/x234/067", "tile/entries/x001/002"})
    void aFullTile_mayBeCachedForEver(String path) {
        log.tiles.put(path, new byte[] {1, 2, 3});

        Api.Answer answer = api.get("/log/" + path).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).containsExactly(1, 2, 3);
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.header("ETag")).isNotBlank();
    }

    @Test
    void aPartialTile_isCachedShortly_forItMayVanish() {
        log.tiles.put("tile/0/x001/234.p/7", new byte[] {1});

        Api.Answer answer = api.get("/log/tile/0/x001/234.p/7").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
    }

    @Test
    void aTileTheClientHas_isNotSentAgain() {
        log.tiles.put("tile/0/000", new byte[] {1, 2, 3});
        String tag = Objects.requireNonNull(api.get("/log/tile/0/000").send().header("ETag"));

        Api.Answer same = api.get("/log/tile/0/000").header("If-None-Match", tag).send();
        log.tiles.put("tile/0/000", new byte[] {4});
        Api.Answer other = api.get("/log/tile/0/000").header("If-None-Match", tag).send();

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.bytes()).isEmpty();
        assertThat(same.header("Cache-Control")).contains("immutable");
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void aTileThatIsNotPublished_is404() {
        Api.Answer answer = api.get("/log/tile/0/001").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(log.asked).containsExactly("tile/0/001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0",
                "tile/0/1",
                "tile/0/0000",
                "tile/100/000",
                "tile/0/001/002",
                "tile/0/..%2f..%2fkeys",
                "tile/0/000.p/",
                "tile/0/000.p/1000",
                "tile/entries",
                "tile/data/000",
                "tile/0/x001/x002/x003/x004/x005/x006/007"
            })
    void whatIsNoTilesPath_is404_andAsksNobody(String path) {
        assertThat(api.get("/log/" + path).send().status()).isEqualTo(404);
        assertThat(log.asked).isEmpty();
    }

    @Test
    void aPrivateLog_endsInNoSharedCache() {
        RestConfig config = new RestConfig(1024, 1024, RestConfig.DEFAULT.timeout(), true);
        Api hidden = new Api(new TilesResource(log, config));
        log.tiles.put("tile/0/000", new byte[] {1});
        log.checkpoint = NOTE;

        assertThat(hidden.get("/log/tile/0/000").send().header("Cache-Control"))
                .startsWith("private");
        assertThat(hidden.get("/log/checkpoint").send().header("Cache-Control"))
                .startsWith("private");
    }
}
