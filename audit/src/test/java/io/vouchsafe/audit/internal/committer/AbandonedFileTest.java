package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.kernel.ReceiptId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedFileTest {
    @TempDir Path folder;

    private final ReceiptId one = ReceiptId.fresh();
    private final ReceiptId two = ReceiptId.fresh();

    @Test
    void whatWasNoted_isThereForTheNextProcess() {
        AbandonedFile file = new AbandonedFile(folder.resolve("made"));
        file.note(one);
        file.note(two);
        file.note(one);

        assertThat(new AbandonedFile(folder.resolve("made")).open())
                .containsExactlyInAnyOrder(one, two);
    }

    @Test
    void fileIsGone_whenAllIsSettled() {
        AbandonedFile file = new AbandonedFile(folder);
        file.note(one);
        file.note(two);

        file.settled(one);
        assertThat(folder.resolve("abandoned")).exists();
        file.settled(two);

        assertThat(folder.resolve("abandoned")).doesNotExist();
        assertThat(new AbandonedFile(folder).open()).isEmpty();
    }

    @Test
    void settlingWhatWasNeverNoted_doesNothing() {
        AbandonedFile file = new AbandonedFile(folder);
        file.settled(one);
        file.note(two);

        file.settled(one);

        assertThat(new AbandonedFile(folder).open()).containsExactly(two);
    }

    @Test
    void lineCutShort_isSkipped() throws IOException {
        Files.writeString(folder.resolve("abandoned"), one + "\n" + two.toString().substring(0, 9));

        assertThat(new AbandonedFile(folder).open()).containsExactly(one);
    }

    @Test
    void interruptedCaller_isStillNoted() {
        Thread.currentThread().interrupt();
        try {
            new AbandonedFile(folder).note(one);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(new AbandonedFile(folder).open()).containsExactly(one);
    }

    @Test
    void folderThatCannotBeWritten_doesNotKeepTheCallerFromItsAnswer() throws IOException {
        Path noFolder = Files.createFile(folder.resolve("file"));
        AbandonedFile file = new AbandonedFile(noFolder);

        file.note(one);

        assertThat(file.open()).containsExactly(one);
    }

    @Test
    void unreadableFile_stopsTheStart() throws IOException {
        Files.createDirectory(folder.resolve("abandoned"));

        assertThatThrownBy(() -> new AbandonedFile(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("VOUCHSAFE_DATA");
    }
}
