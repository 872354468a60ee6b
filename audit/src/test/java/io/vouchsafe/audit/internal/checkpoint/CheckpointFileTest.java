package io.vouchsafe.audit.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.testing.TestKeys;
import io.vouchsafe.verifier.Checkpoint;
import io.vouchsafe.verifier.Merkle;
import io.vouchsafe.verifier.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFileTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir Path folder;
    private final LogIdentity identity = new LogIdentity(new TestKeys("log.example", 1).logKeys());

    @Test
    void noFile_holdsNoCheckpoint() {
        assertThat(file().newest(identity.keyRing())).isEmpty();
    }

    @Test
    void lastNote_isTheNewest() {
        file().append(note(1));
        file().append(note(7));

        assertThat(size()).contains(7L);
    }

    @Test
    void missingFolder_isMade() {
        new CheckpointFile(folder.resolve("not/yet")).append(note(1));

        assertThat(new CheckpointFile(folder.resolve("not/yet")).newest(identity.keyRing()))
                .isPresent();
    }

    @Test
    void everyCutOfTheLastNote_leavesTheOneBefore() throws IOException {
        file().append(note(1));
        long whole = Files.size(path());
        file().append(note(2));
        byte[] bytes = Files.readAllBytes(path());

        for (int length = (int) whole; length < bytes.length - 2; length++) {
            Files.write(path(), Arrays.copyOf(bytes, length));
            assertThat(size()).as("cut at " + length).contains(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 60, 100})
    void appendAfterACut_standsAlone(int cut) throws IOException {
        file().append(note(1));
        file().append(note(2));
        byte[] bytes = Files.readAllBytes(path());
        Files.write(path(), Arrays.copyOf(bytes, bytes.length - cut));

        file().append(note(3));

        assertThat(size()).contains(3L);
    }

    @Test
    void noteOfAnotherKey_isNotBelieved() {
        file().append(note(1));
        LogIdentity other = new LogIdentity(new TestKeys("log.example", 2).logKeys());

        file().append(
                        other.ownOf(
                                other.sign(
                                        new Checkpoint("log.example", 9, Merkle.emptyRoot()),
                                        NOW)));

        assertThat(size()).contains(1L);
    }

    @Test
    void largeFile_isPutAsideAndBegunAgain() throws IOException {
        file().append(note(1));
        byte[] filled = new byte[(int) CheckpointFile.LARGEST + 1];
        Arrays.fill(filled, (byte) '\n');
        Files.write(path(), filled);

        file().append(note(5));

        assertThat(Files.size(path())).isLessThan(1000);
        assertThat(Files.size(folder.resolve("checkpoints.1"))).isEqualTo(filled.length);
        assertThat(size()).contains(5L);
    }

    @Test
    void crashWhileBeginningAgain_isReadFromTheOneAside() throws IOException {
        file().append(note(4));
        Files.move(path(), folder.resolve("checkpoints.1"));

        assertThat(size()).contains(4L);
    }

    @Test
    void onlyTheEndIsRead_howeverLongTheFile() throws IOException {
        byte[] filled = new byte[4 << 20];
        Arrays.fill(filled, (byte) '\n');
        Files.write(path(), filled);
        file().append(note(6));

        assertThat(size()).contains(6L);
    }

    @Test
    void fileHoldsTheLogsOwnSignatureAlone() throws IOException {
        file().append(note(1));

        assertThat(Files.readString(path()).lines().filter(line -> line.startsWith("\u2014")))
                .hasSize(1);
    }

    @Test
    void unwritableFile_isNamed() throws IOException {
        Files.createDirectories(path());

        assertThatThrownBy(() -> file().append(note(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(path().toString())
                .hasMessageContaining("VOUCHSAFE_DATA");
    }

    @Test
    void garbage_isNoCheckpoint() throws IOException {
        Files.write(path(), "\n\n\u2014 x\n\n\n\n".getBytes(StandardCharsets.UTF_8));

        assertThat(size()).isEmpty();
    }

    private Optional<Long> size() {
        return file().newest(identity.keyRing()).map(Checkpoint::size);
    }

    private CheckpointFile file() {
        return new CheckpointFile(folder);
    }

    private Path path() {
        return folder.resolve("checkpoints");
    }

    private SignedNote note(long size) {
        Checkpoint checkpoint = new Checkpoint("log.example", size, Merkle.emptyRoot());
        return identity.ownOf(identity.sign(checkpoint, NOW));
    }
}
