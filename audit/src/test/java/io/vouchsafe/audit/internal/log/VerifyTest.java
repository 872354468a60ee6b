package io.vouchsafe.audit.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.Verification;
import io.vouchsafe.audit.Verification.Check;
import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.Entries;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What checking finds when somebody with access to the database has been at it. */
class VerifyTest {
    private static final int STEP = Boolean.getBoolean("vouchsafe.long") ? 1 : 31;

    @TempDir Path folder;
    private LogFixture log;

    @BeforeEach
    void open() {
        log = LogFixture.on(EmptyDatabase.get(), folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void untouchedEntry_isSound() {
        Sequenced entry = whole();

        Verification verification = verify(entry);

        assertThat(verification.checks())
                .allSatisfy(check -> assertThat(check.detail()).isEmpty())
                .extracting(Check::name)
                .containsExactly(
                        "body",
                        "entry",
                        "columns",
                        "explanation",
                        "subject",
                        "tree",
                        "inclusion",
                        "signature:Ed25519",
                        "signature:ML-DSA-44");
        assertThat(verification.sound()).isTrue();
        assertThat(verification.size()).isEqualTo(1);
        assertThat(verification.origin()).isEqualTo(LogFixture.ORIGIN);
    }

    @Test
    void entriesAllOverALargerTree_areSound() {
        List<Sequenced> entries = log.published(300);

        for (int i = 0; i < 300; i += i % 256 == 255 ? 1 : 15) {
            assertThat(verify(entries.get(i)).sound()).as("entry " + i).isTrue();
        }
    }

    @Test
    void everyFlippedByteOfABody_isFound() {
        Sequenced entry = whole();
        int length = (int) log.tables.number("SELECT length(body) FROM audit.entry");

        for (int at = 0; at < length; at += STEP) {
            flip("audit.entry", "body", at);
            assertThat(verify(entry).sound()).as("byte " + at).isFalse();
            flip("audit.entry", "body", at);
        }
        assertThat(verify(entry).sound()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 31})
    void flippedByteOfSaltOrHash_isFound(int at) {
        Sequenced entry = whole();

        flip("audit.entry", "salt", at);
        assertThat(failed(entry)).contains("entry", "inclusion");
        flip("audit.entry", "salt", at);
        flip("audit.entry", "hash", at);
        assertThat(failed(entry)).contains("entry", "tree");
        flip("audit.entry", "hash", at);

        assertThat(verify(entry).sound()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "type, 'model.created'",
        "time, '2020-01-01T00:00:00Z'",
        "decision, 'REFUSE'",
        "reason, 'INTERNAL'",
        "partner, 'globex'",
        "contract, 'c-9'",
        "model, 'other'",
        "model_version, '9'",
        "caller, 'somebody'"
    })
    void changedColumn_isFound(String column, String value) {
        Sequenced entry = whole();

        log.tables.execute("UPDATE audit.entry SET %s = '%s'".formatted(column, value));

        assertThat(failed(entry)).containsExactly("columns");
    }

    @Test
    void emptiedColumn_isFound() {
        Sequenced entry = whole();

        log.tables.execute("UPDATE audit.entry SET partner = NULL");

        assertThat(failed(entry)).containsExactly("columns");
    }

    @Test
    void bodyReplacedTogetherWithItsHash_isFoundByTheTree() {
        Sequenced entry = whole();

        log.tables.execute(
                """
                UPDATE audit.entry SET body = convert_to(replace(convert_from(body, 'UTF8'), '"calls":1', '"calls":0'), 'UTF8')""");
        log.tables.execute("UPDATE audit.entry SET hash = sha256(salt || body)");

        assertThat(failed(entry)).containsExactly("tree", "inclusion");
    }

    @Test
    void treeReplacedTogetherWithTheBody_isFoundByTheCheckpoint() {
        Sequenced entry = whole();
        log.tables.execute(
                """
                UPDATE audit.entry SET body = convert_to(replace(convert_from(body, 'UTF8'), '"calls":1', '"calls":0'), 'UTF8')""");
        log.tables.execute("UPDATE audit.entry SET hash = sha256(salt || body)");
        log.tables.execute(
                """
                UPDATE audit.head SET root = sha256('\\x00'::bytea || e.hash),
                  frontier = '\\x0000000000000001'::bytea || sha256('\\x00'::bytea || e.hash)
                FROM audit.entry e""");

        assertThat(failed(entry)).containsExactly("inclusion");
    }

    @Test
    void checkpointReplacedToo_isFoundByTheSignatures() {
        Sequenced entry = whole();
        log.tables.execute(
                """
                UPDATE audit.entry SET body = convert_to(replace(convert_from(body, 'UTF8'), '"calls":1', '"calls":0'), 'UTF8')""");
        log.tables.execute("UPDATE audit.entry SET hash = sha256(salt || body)");
        log.tables.execute(
                """
                UPDATE audit.head SET root = sha256('\\x00'::bytea || e.hash),
                  frontier = '\\x0000000000000001'::bytea || sha256('\\x00'::bytea || e.hash)
                FROM audit.entry e""");
        log.tables.execute(
                """
                UPDATE audit.checkpoint SET root = h.root,
                  note = replace(note, encode(audit.checkpoint.root, 'base64'), encode(h.root, 'base64'))
                FROM audit.head h""");

        assertThat(failed(entry)).containsExactly("signature:Ed25519", "signature:ML-DSA-44");
    }

    @Test
    void checkpointRowThatItsNoteDoesNotSpeakOf_isFound() {
        Sequenced entry = whole();

        log.tables.execute("UPDATE audit.checkpoint SET root = sha256('x')");

        assertThat(failed(entry)).contains("inclusion", "signature:Ed25519");
    }

    @Test
    void everyFlippedCharacterOfTheCheckpointsText_isFound() {
        Sequenced entry = whole();
        int length =
                (int) log.tables.number("SELECT position(E'\\n\\n' in note) FROM audit.checkpoint");

        for (int at = 1; at <= length; at++) {
            String saved = "UPDATE audit.checkpoint SET note = overlay(note placing '%s' from %d)";
            String old =
                    log.tables.text(
                            "SELECT substr(note, %d, 1) FROM audit.checkpoint".formatted(at));
            log.tables.execute(saved.formatted(old.equals("A") ? "B" : "A", at));
            assertThat(failed(entry)).as("character " + at).contains("signature:Ed25519");
            log.tables.execute(saved.formatted(old, at));
        }
        assertThat(verify(entry).sound()).isTrue();
    }

    @Test
    void changedEntryElsewhere_isFoundFromAnyEntry() {
        List<Sequenced> entries = log.published(20);

        log.tables.execute("UPDATE audit.entry SET hash = sha256('x') WHERE entry_index = 7");

        assertThat(entries).allSatisfy(entry -> assertThat(verify(entry).sound()).isFalse());
    }

    @Test
    void deletedEntry_isFoundFromTheOthers() {
        List<Sequenced> entries = log.published(20);

        log.tables.execute("DELETE FROM audit.entry WHERE entry_index = 7");

        assertThat(failed(entries.get(3))).contains("tree", "inclusion");
    }

    @Test
    void changedOrDeletedNode_isFound() {
        List<Sequenced> entries = log.published(300);

        log.tables.execute("UPDATE audit.node SET hash = sha256('x')");
        assertThat(failed(entries.getLast())).contains("tree", "inclusion");
        log.tables.execute("DELETE FROM audit.node");
        assertThat(failed(entries.getLast())).contains("tree", "inclusion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "frontier"})
    void changedHead_isFound(String column) {
        Sequenced entry = whole();

        flip("audit.head", column, 20);

        assertThat(failed(entry)).contains("tree");
    }

    // detached parts

    @ParameterizedTest
    @CsvSource({
        "explanation, explanation",
        "subject, subject",
        "subject_salt, subject",
        "subject_tag, subject"
    })
    void flippedByteOfADetachedPart_isFound(String column, String check) {
        Sequenced entry = whole();

        flip("audit.detached", column, 17);

        assertThat(failed(entry)).containsExactly(check);
    }

    @Test
    void explanationOfAnotherEntry_isFound() {
        Sequenced one = log.append(Entries.prediction().explanation("{\"a\":1}"));
        Sequenced other = log.append(Entries.prediction().explanation("{\"a\":1}"));
        log.covered(List.of(one, other));

        log.tables.execute(
                """
                UPDATE audit.detached SET explanation = (SELECT explanation FROM audit.detached WHERE entry_index = 1)
                WHERE entry_index = 0""");

        assertThat(failed(one)).containsExactly("explanation");
        assertThat(verify(other).sound()).isTrue();
    }

    @Test
    void erasedPerson_leavesASoundEntry() {
        Sequenced entry = whole();

        log.tables.execute("DELETE FROM audit.detached");

        assertThat(verify(entry).sound()).isTrue();
        assertThat(verify(entry).checks())
                .extracting(Check::name)
                .doesNotContain("subject", "explanation");
    }

    @Test
    void agedEntry_isCheckedByItsHash() {
        Sequenced entry = whole();

        log.tables.execute("UPDATE audit.entry SET body = NULL");
        assertThat(verify(entry).sound()).isTrue();
        flip("audit.entry", "hash", 3);

        assertThat(failed(entry)).contains("inclusion");
    }

    @Test
    void freshEntry_isCheckedOnceItIsPublished() {
        Sequenced entry = log.append(Entries.prediction());

        assertThat(verify(entry).sound()).isTrue();
    }

    @Test
    void entryThatNoCheckpointCovers_isNotSound() {
        Sequenced entry = whole();

        log.tables.execute("DELETE FROM audit.checkpoint");

        assertThat(failed(entry)).containsExactly("inclusion");
    }

    /** One published entry with everything. */
    private Sequenced whole() {
        Sequenced entry =
                log.append(Entries.prediction().subject("p-1").explanation("{\"income\":0.7}"));
        return log.covered(List.of(entry)).getFirst();
    }

    private Verification verify(Sequenced entry) {
        return log.verifier.verify(LogFixture.AUDITOR, entry.receipt()).orElseThrow();
    }

    private List<String> failed(Sequenced entry) {
        return verify(entry).checks().stream()
                .filter(check -> !check.passed())
                .map(Check::name)
                .toList();
    }

    /** Flips the lowest bit of one byte. */
    private void flip(String table, String column, int at) {
        log.tables.execute(
                "UPDATE %1$s SET %2$s = set_byte(%2$s, %3$d, get_byte(%2$s, %3$d) # 1)"
                        .formatted(table, column, at));
    }
}
