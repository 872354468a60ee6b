package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tile/0/x001/x234/067, 0, 1234067, 256", // the example of c2sp.org/tlog-tiles
        "tile/0/000, 0, 0, 256",
        "tile/0/999, 0, 999, 256",
        "tile/0/x001/000, 0, 1000, 256",
        "tile/63/005.p/1, 63, 5, 1",
        "tile/2/x001/067.p/255, 2, 1067, 255",
        "tile/entries/x123/456, -1, 123456, 256",
        "tile/entries/000.p/17, -1, 0, 17",
        "tile/0/x009/x223/x372/x036/x854/x775/807, 0, 9223372036854775807, 256",
    })
    void pathsAreReadAndWrittenAlike(String path, int level, long index, int width) {
        TilePath parsed = TilePath.parse(path);

        assertThat(parsed).isEqualTo(new TilePath(level, index, width));
        assertThat(parsed.encode()).isEqualTo(path);
        assertThat(parsed.isFull()).isEqualTo(width == 256);
        assertThat(parsed.isEntries()).isEqualTo(level == TilePath.ENTRIES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "/tile/0/000",
                "tile/0/000/",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/00",
                "tile/0/0000",
                "tile/0/x000",
                "tile/0/000/001",
                "tile/0/x000/001",
                "tile/0/001/x002",
                "tile/0/X001/002",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/257",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000?x=1",
                "tile/0/../000",
                "tile/0/\u0660\u0660\u0660",
                "tile/entries",
                "tile/Entries/000",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
            })
    void everythingElse_isRefused(String path) {
        assertThatThrownBy(() -> TilePath.parse(path))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.TILE));
    }

    @Test
    void endlessPath_isRefusedQuickly() {
        String endless = "tile/0/" + "x000/".repeat(1_000_000) + "000";

        assertThatThrownBy(() -> TilePath.parse(endless)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @CsvSource({"-2, 0, 1", "64, 0, 1", "0, -1, 1", "0, 0, 0", "0, 0, 257"})
    void placesOutsideTheFormat_areRefused(int level, long index, int width) {
        assertThatThrownBy(() -> new TilePath(level, index, width))
                .isInstanceOf(MalformedException.class);
    }
}
