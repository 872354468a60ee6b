package io.vouchsafe.governance.internal.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
    /**
     * By coreutils: {@code for f in 'a b.txt' b.txt sub/empty; do echo "$(sha256sum "$f" | cut
     * -c1-64) $(stat -c %s "$f") $f"; done | sha256sum}.
     */
    private static final String BY_COREUTILS =
            "sha256:868d6a53a0de53106c4f0e6650379b11191c662f1b5b3f9792c4f583383944b0";

    @TempDir Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("b.txt"), "hello");
        Files.writeString(folder.resolve("a b.txt"), "x");
        Files.createFile(folder.resolve("sub/empty"));
    }

    @Test
    void digest_isWhatAnAuditorComputesWithCoreutils() throws IOException {
        Listing listing = Listing.of(folder);

        assertThat(listing.digest()).isEqualTo(BY_COREUTILS);
        assertThat(listing.bytes()).isEqualTo(6);
        assertThat(listing.entries())
                .extracting(Listing.Entry::path)
                .containsExactly("a b.txt", "b.txt", "sub/empty");
    }

    @Test
    void timesAndEmptyFolders_doNotCount() throws IOException {
        Files.setLastModifiedTime(folder.resolve("b.txt"), FileTime.fromMillis(1));
        Files.createDirectories(folder.resolve("assets/none"));

        assertThat(Listing.of(folder).digest()).isEqualTo(BY_COREUTILS);
    }

    @Test
    void renamedFile_changesTheDigest() throws IOException {
        Files.move(folder.resolve("b.txt"), folder.resolve("c.txt"));

        assertThat(Listing.of(folder).digest()).isNotEqualTo(BY_COREUTILS);
    }

    @Test
    void contentMovedBetweenFiles_changesTheDigest() throws IOException {
        Files.writeString(folder.resolve("b.txt"), "x");
        Files.writeString(folder.resolve("a b.txt"), "hello");

        assertThat(Listing.of(folder).digest()).isNotEqualTo(BY_COREUTILS);
    }

    @Test
    void additionalEmptyFile_changesTheDigest() throws IOException {
        Files.createFile(folder.resolve("more"));

        assertThat(Listing.of(folder).digest()).isNotEqualTo(BY_COREUTILS);
    }

    @Test
    void link_isRefusedEvenToAPlainFile() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("b.txt"));

        assertThatThrownBy(() -> Listing.of(folder))
                .isInstanceOf(FilesRefusedException.class)
                .hasMessageContaining("'link'");
    }

    @Test
    void linkToAFolder_isRefusedAndNotFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("up"), folder.getParent());

        assertThatThrownBy(() -> Listing.of(folder)).isInstanceOf(FilesRefusedException.class);
    }

    @Test
    void nameThatBreaksTheLine_isRefused() throws IOException {
        Files.createFile(folder.resolve("a\nb"));

        assertThatThrownBy(() -> Listing.of(folder))
                .isInstanceOf(FilesRefusedException.class)
                .hasMessageContaining("'a?b'");
    }
}
