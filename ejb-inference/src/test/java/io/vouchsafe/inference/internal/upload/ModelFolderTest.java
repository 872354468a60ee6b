package io.vouchsafe.inference.internal.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFolderTest {
    @TempDir Path files;

    private void put(String file) throws IOException {
        Path path = files.resolve(file);
        Files.createDirectories(path.getParent());
        Files.createFile(path);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "'', , a bare folder",
        "half_plus_two/, , one folder around it",
        "00000123/, 123, a version",
        "half_plus_two/00000123/, 123, TensorFlow Serving",
        "half_plus_two/latest/, , a version that is no number",
        "0/, , a version below 1",
        "99999999999999999999/, , a version that no long holds"
    })
    void itIsFoundInEveryLayout(String folder, @Nullable Long version, String reason)
            throws IOException {
        put(folder + "saved_model.pb");
        put(folder + "variables/variables.index");
        put("README.md");

        ModelFolder found = ModelFolder.find(files);

        assertThat(found.folder()).isEqualTo(files.resolve(folder));
        assertThat(found.version()).isEqualTo(version);
    }

    @Test
    void twoVersions_areRefusedWithTheirNames() throws IOException {
        put("m/1/saved_model.pb");
        put("m/2/saved_model.pb");

        var rejected =
                catchThrowableOfType(ArchiveRejectedException.class, () -> ModelFolder.find(files));

        assertThat(rejected.problem()).isEqualTo("model-several");
        assertThat(rejected).hasMessageContaining("m/1, m/2");
    }

    @Test
    void noModel_isMissing() throws IOException {
        put("model.h5");
        put("a/b/c/d/saved_model.pb");
        Files.createDirectories(files.resolve("folder/saved_model.pb"));

        var rejected =
                catchThrowableOfType(ArchiveRejectedException.class, () -> ModelFolder.find(files));

        assertThat(rejected.problem()).isEqualTo("model-missing");
    }
}
