package io.vouchsafe.audit.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.checkpoint.Published;
import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.audit.testing.LogTables;
import io.vouchsafe.audit.testing.TestKeys;
import io.vouchsafe.store.testing.TestDatabase;
import io.vouchsafe.verifier.Checkpoint;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.Merkle;
import io.vouchsafe.verifier.NoteVerification;
import io.vouchsafe.verifier.ProofCheck;
import io.vouchsafe.verifier.SignatureType;
import io.vouchsafe.verifier.SignedNote;
import io.vouchsafe.verifier.Tiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints while running, and what a start makes of them. */
class CheckpointsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private final DataSource database = EmptyDatabase.get();

    @Test
    void emptyLog_hasNoCheckpoint() {
        try (LogFixture log = open()) {
            assertThat(log.log.checkpointer().newest()).isEmpty();
            assertThat(log.log.state().size()).isZero();
            assertThat(log.log.state().published()).isZero();
            assertThat(log.log.state().writable()).isTrue();
        }
    }

    @Test
    void checkpoint_isSignedByBothKeys() {
        try (LogFixture log = open()) {
            log.published(3);

            SignedNote note = SignedNote.parse(newest(log).note());

            NoteVerification verified = note.verify(log.log.identity().keyRing());
            assertThat(verified).isInstanceOf(NoteVerification.Opened.class);
            var opened = (NoteVerification.Opened) verified;
            assertThat(opened.signedBy(LogFixture.ORIGIN, SignatureType.ED25519)).isTrue();
            assertThat(opened.signedBy(LogFixture.ORIGIN, SignatureType.ML_DSA_44_COSIGNATURE))
                    .isTrue();
        }
    }

    @Test
    void entriesOfOneMoment_shareACheckpoint() {
        try (LogFixture log = open()) {
            log.published(100);

            assertThat(log.tables.number("SELECT count(*) FROM audit.checkpoint")).isLessThan(20);
        }
    }

    @Test
    void laterCheckpoint_continuesTheEarlier() {
        try (LogFixture log = open()) {
            log.published(5);
            Published first = newest(log);
            log.published(300);
            Published second = newest(log);

            List<Hash> proof =
                    Merkle.consistencyProof(
                            first.size(),
                            second.size(),
                            Tiles.reader(
                                    second.size(),
                                    path -> log.receipts.tile(path.encode()).orElseThrow()));

            assertThat(
                            Merkle.verifyConsistency(
                                    first.size(),
                                    second.size(),
                                    first.root(),
                                    second.root(),
                                    proof))
                    .isInstanceOf(ProofCheck.Holds.class);
        }
    }

    @Test
    void stop_publishesWhatIsDurable() {
        try (LogFixture log = open()) {
            log.append(Entries.prediction());
        }

        try (LogFixture log = open()) {
            assertThat(log.log.checkpointer().covering(0, PATIENCE)).isPresent();
            assertThat(log.tables.number("SELECT max(size) FROM audit.checkpoint")).isEqualTo(1);
        }
    }

    @Test
    void entriesLeftUncoveredByACrash_arePublishedAtTheStart() {
        try (LogFixture log = open()) {
            log.published(3);
        }
        new LogTables(database).execute("DELETE FROM audit.checkpoint");

        try (LogFixture log = open()) {
            assertThat(log.log.checkpointer().covering(2, PATIENCE)).isPresent();
        }
    }

    @Test
    void anotherNodesCheckpoint_isFound() {
        try (LogFixture one = open();
                LogFixture other = LogFixture.on(database, folder.resolve("other"))) {
            Sequenced entry = one.append(Entries.prediction());

            assertThat(other.log.checkpointer().covering(entry.index(), PATIENCE)).isPresent();
        }
    }

    @Test
    void restart_continuesSizeRootAndCheckpoint() {
        Published before;
        try (LogFixture log = open()) {
            log.published(10);
            before = newest(log);
        }

        try (LogFixture log = open()) {
            Sequenced next = log.published(1).getFirst();

            assertThat(next.index()).isEqualTo(10);
            assertThat(newest(log).size()).isEqualTo(11);
            assertThat(before.size()).isEqualTo(10);
            log.tables.requireSound();
        }
    }

    @Test
    void oldCheckpoints_areThinnedToOnePerHour() {
        try (LogFixture log = open()) {
            log.published(1);
            log.tables.execute(
                    """
                    INSERT INTO audit.checkpoint (size, root, note, time, kept)
                    SELECT -n, sha256(''), 'old', now() - interval '3 hours', n = 1
                    FROM generate_series(1, 10) n""");

            log.published(1);

            assertThat(log.tables.number("SELECT count(*) FROM audit.checkpoint WHERE size < 0"))
                    .isEqualTo(1);
        }
    }

    // the local file

    @Test
    void localFile_holdsWhatWasVouchedFor() throws IOException {
        try (LogFixture log = open()) {
            log.published(4);
            Published newest = newest(log);

            String text = Files.readString(folder.resolve("checkpoints"));

            String checkpoint =
                    new Checkpoint(LogFixture.ORIGIN, newest.size(), newest.root()).text();
            assertThat(text).contains(checkpoint);
            assertThat(text).doesNotContain("null");
        }
    }

    @Test
    void lostEntries_stopTheStart() {
        publishAndClose(10);
        var tables = new LogTables(database);
        tables.execute("DROP SCHEMA audit CASCADE");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds 0 log entries")
                .hasMessageContaining(folder.resolve("checkpoints").toString())
                .hasMessageContaining("vouches for 10")
                .hasMessageContaining("Restore");
    }

    @Test
    void databaseSetBack_stopsTheStart() {
        publishAndClose(5);
        var tables = new LogTables(database);
        tables.execute("CREATE SCHEMA backup");
        tables.execute("CREATE TABLE backup.head AS SELECT * FROM audit.head");
        publishAndClose(5);
        tables.execute("DELETE FROM audit.entry WHERE entry_index >= 5");
        tables.execute(
                "UPDATE audit.head h SET size = b.size, root = b.root, frontier = b.frontier FROM backup.head b");

        assertThatThrownBy(this::open)
                .hasMessageContaining("holds 5 log entries")
                .hasMessageContaining("vouches for 10");
    }

    @Test
    void anotherLogOfTheSameSize_stopsTheStart() throws IOException {
        publishAndClose(5);
        DataSource other = TestDatabase.fresh();
        Path elsewhere = folder.resolve("elsewhere");
        try (LogFixture log = LogFixture.on(other, elsewhere)) {
            log.published(7);
        }

        assertThatThrownBy(() -> LogFixture.on(other, folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("contradicts the checkpoint of size 5")
                .hasMessageContaining("Restore");
    }

    @Test
    void acceptedLoss_isAFreshStartOnceTheFileIsMovedAway() throws IOException {
        publishAndClose(5);
        new LogTables(database).execute("DROP SCHEMA audit CASCADE");
        Files.move(folder.resolve("checkpoints"), folder.resolve("checkpoints.lost"));

        try (LogFixture log = open()) {
            assertThat(log.published(1).getFirst().index()).isZero();
        }
    }

    @Test
    void tornLastNote_isSkippedAndTheNextOneStandsAlone() throws IOException {
        publishAndClose(5);
        Path file = folder.resolve("checkpoints");
        Files.writeString(file, "log.example/test\n999\nhalf a ro", StandardOpenOption.APPEND);

        publishAndClose(2);

        try (LogFixture log = open()) {
            assertThat(log.log.state().size()).isEqualTo(7);
        }
        new LogTables(database).execute("DROP SCHEMA audit CASCADE");
        assertThatThrownBy(this::open).hasMessageContaining("vouches for 7");
    }

    @Test
    void forgedLine_isNotBelieved() throws IOException {
        publishAndClose(5);
        Files.writeString(
                folder.resolve("checkpoints"),
                new Checkpoint(LogFixture.ORIGIN, 4000, Merkle.emptyRoot()).text()
                        + "\n\u2014 "
                        + LogFixture.ORIGIN
                        + " "
                        + "A".repeat(92)
                        + "\n\n",
                StandardOpenOption.APPEND);

        try (LogFixture log = open()) {
            assertThat(log.log.state().size()).isEqualTo(5);
        }
    }

    // head and keys

    @Test
    void headThatDoesNotFitTheRows_stopsTheStart() {
        publishAndClose(5);
        new LogTables(database)
                .execute("UPDATE audit.entry SET hash = sha256('forged') WHERE entry_index = 4");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Restore");
    }

    @Test
    void otherKeys_stopTheStart() {
        publishAndClose(1);

        assertThatThrownBy(
                        () -> LogFixture.on(database, folder, new TestKeys(LogFixture.ORIGIN, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/test/keys/vouchsafe.bcfks")
                .hasMessageContaining("Restore");
    }

    @Test
    void otherOrigin_stopsTheStart() {
        publishAndClose(1);

        assertThatThrownBy(
                        () -> LogFixture.on(database, folder, new TestKeys("renamed.example", 1)))
                .hasMessageContaining("renamed.example")
                .hasMessageContaining(LogFixture.ORIGIN)
                .hasMessageContaining("VOUCHSAFE_LOG_ORIGIN");
    }

    @Test
    void missingKeyStore_stopsTheStartBeforeANewOneIsMade() {
        publishAndClose(1);
        TestKeys gone = new TestKeys(LogFixture.ORIGIN, 1).gone();

        assertThatThrownBy(() -> LogFixture.on(database, folder, gone))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'/test/keys/vouchsafe.bcfks' is missing")
                .hasMessageContaining(LogFixture.ORIGIN);
    }

    @Test
    void missingKeyStoreBeforeTheFirstEntry_isAFirstStart() {
        TestKeys gone = new TestKeys(LogFixture.ORIGIN, 1).gone();

        try (LogFixture log = LogFixture.on(database, folder, gone)) {
            assertThat(log.append(Entries.prediction()).index()).isZero();
        }
    }

    @Test
    void tamperedHeadWhileRunning_isNotSigned() {
        try (LogFixture log = open()) {
            log.published(3);
            Published before = newest(log);
            log.tables.execute("UPDATE audit.entry SET hash = sha256('x') WHERE entry_index = 1");

            Sequenced entry = log.append(Entries.prediction());

            assertThat(log.log.checkpointer().covering(entry.index(), Duration.ofMillis(700)))
                    .isEmpty();
            assertThat(newest(log)).isEqualTo(before);
        }
    }

    private LogFixture open() {
        return LogFixture.on(database, folder);
    }

    private void publishAndClose(int entries) {
        try (LogFixture log = open()) {
            log.published(entries);
        }
    }

    private static Published newest(LogFixture log) {
        return log.log.checkpointer().newest().orElseThrow();
    }
}
