package io.vouchsafe.inference.internal.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.inference.fakes.FakeEngine;
import io.vouchsafe.inference.spi.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    @TempDir Path folder;

    private final FakeEngine first = new FakeEngine();
    private final FakeEngine second = new FakeEngine("second");
    private final Engines engines =
            new Engines(Map.of("first.model", first, "second.model", second));

    @Test
    void theFileDecides() throws IOException {
        Files.createFile(folder.resolve("second.model"));

        assertThat(engines.of(folder)).isSameAs(second);
        engines.load(folder).close();

        assertThat(first.loads()).isEmpty();
        assertThat(second.loads()).hasSize(1);
    }

    @Test
    void aFolderOfNobody_isMissingItsModel() {
        assertThatThrownBy(() -> engines.load(folder))
                .isInstanceOf(ModelRejectedException.class)
                .extracting(rejected -> ((ModelRejectedException) rejected).problem())
                .isEqualTo("model-missing");
    }

    @Test
    void aBrokenEngine_refusesItsOwnModelsAlone() throws IOException {
        second.unsound(new IllegalStateException("wrong numbers"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.createFile(folder.resolve("second.model"));
        Files.createFile(other.resolve("first.model"));

        engines.selfCheck();

        assertThatThrownBy(() -> engines.load(folder)).hasMessageContaining("second");
        engines.load(other).close();
        assertThat(second.loads()).isEmpty();
    }

    @Test
    void aHealedEngine_servesAgain() throws IOException {
        second.unsound(new IllegalStateException("wrong numbers"));
        Files.createFile(folder.resolve("second.model"));
        engines.selfCheck();
        second.unsound(null);

        engines.selfCheck();

        engines.load(folder).close();
        assertThat(second.loads()).hasSize(1);
    }

    @Test
    void noSoundEngineAtAll_isAFailure() {
        first.unsound(new IllegalStateException("wrong numbers"));
        second.unsound(new IllegalStateException("wrong numbers"));

        assertThatThrownBy(engines::selfCheck).isInstanceOf(IllegalStateException.class);
    }
}
