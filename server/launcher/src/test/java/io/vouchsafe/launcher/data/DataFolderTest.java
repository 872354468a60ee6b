package io.vouchsafe.launcher.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir Path temp;

    @Test
    void aNewFolder_isForItsOwnerAlone() throws IOException {
        try (DataFolder data = DataFolder.open(temp.resolve("a/b"))) {
            assertThat(mode(data.path())).isEqualTo("rwx------");
            assertThat(mode(data.logs())).isEqualTo("rwx------");
            assertThat(mode(data.pids())).isEqualTo("rwx------");
        }
    }

    @Test
    void aSecondLauncher_isRefusedWithTheFirstOnesProcess() {
        try (DataFolder first = DataFolder.open(temp)) {
            assertThatThrownBy(() -> DataFolder.open(temp))
                    .hasMessageContainingAll(
                            "VOUCH19002",
                            Long.toString(ProcessHandle.current().pid()),
                            first.path().toString());
        }
    }

    @Test
    void aClosedFolder_canBeOpenedAgain() {
        DataFolder.open(temp).close();

        try (DataFolder again = DataFolder.open(temp)) {
            assertThat(again.path()).exists();
        }
    }

    @Test
    void aFolderThatCannotBe_isRefusedWithTheReason() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .hasMessageContainingAll("VOUCH19003", file.toString(), "--data");
    }

    @Test
    void secrets_areMadeOnceAndPrivate() throws IOException {
        try (DataFolder data = DataFolder.open(temp)) {
            Secret first = data.secrets().get("door");

            Secret second = data.secrets().get("door");

            assertThat(second).isEqualTo(first);
            assertThat(first.reveal()).hasSize(24).matches("[A-Za-z2-9]+");
            assertThat(mode(data.secrets().file("door"))).isEqualTo("rw-------");
        }
    }

    @Test
    void secrets_doNotShowThemselves() {
        Secret secret = Secret.random();

        assertThat(secret.toString()).doesNotContain(secret.reveal());
    }

    @Test
    void twoSecrets_differ() {
        assertThat(Secret.random()).isNotEqualTo(Secret.random());
    }

    @Test
    void write_replacesWholeAndKeepsTheModePrivate() throws IOException {
        Path file = Files.writeString(temp.resolve("open"), "a long text that was there before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.writeString(temp.resolve("open.next"), "left by a crash");

        PrivateFiles.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(temp.resolve("open.next")).doesNotExist();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
