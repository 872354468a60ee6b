package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CosignatureTest {

    /** The witness line of the example in c2sp.org/tlog-cosignature. */
    private static final String WITNESS_LINE =
            "\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";

    private static final Checkpoint TREE = new Checkpoint(Samples.ORIGIN, 5, Merkle.emptyRoot());

    @Test
    void publishedExampleCarriesItsPublishedTime() {
        NoteSignature line = NoteSignature.parse(WITNESS_LINE);

        Cosignature cosignature = Cosignature.parse(line.signature());

        assertThat(line.name()).isEqualTo("witness.example.com/w1");
        assertThat(line.encode()).isEqualTo(WITNESS_LINE);
        assertThat(cosignature.posixSeconds()).isEqualTo(1_679_315_147L);
        assertThat(cosignature.raw()).hasSize(64);
        assertThat(cosignature.toBytes()).isEqualTo(line.signature());
    }

    @Test
    void ed25519MessageIsTheDocuments() {
        byte[] message = Cosignature.ed25519Message(1_679_315_147L, "origin\n5\nroot\n");

        assertThat(message)
                .isEqualTo(Samples.bytes("cosignature/v1\ntime 1679315147\norigin\n5\nroot\n"));
    }

    @Test
    void mlDsaMessageIsTheDocumentsStructure() {
        byte[] message = Cosignature.mlDsa44Message("w1", 0x0102030405L, "log", 0, 0x0708, hash());

        String expected =
                "737562747265652f76310a00" // "subtree/v1\n\0"
                        + "02"
                        + "7731"
                        + "0000000102030405"
                        + "03"
                        + "6c6f67"
                        + "0000000000000000"
                        + "0000000000000708"
                        + "07".repeat(32);
        assertThat(HexFormat.of().formatHex(message)).isEqualTo(expected);
    }

    @Test
    void subtreeMessagesNameTheirRangeAndNoTime() {
        byte[] message = Cosignature.mlDsa44Message("w1", 0, "log", 256, 512, hash());

        assertThat(ByteBuffer.wrap(message).getLong(12 + 3 + 8 + 4)).isEqualTo(256);
        assertThatThrownBy(() -> Cosignature.mlDsa44Message("w1", 1, "log", 256, 512, hash()))
                .isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256, 1000})
    void namesThatTheStructureCannotHold_areRefused(int length) {
        String name = "n".repeat(length);

        assertThatThrownBy(() -> Cosignature.mlDsa44Message(name, 0, "log", 0, 1, hash()))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Cosignature.mlDsa44Message("w1", 0, name, 0, 1, hash()))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void longestNameIsCountedInBytes() {
        String widest = "\u00e9".repeat(127);

        assertThat(Cosignature.mlDsa44Message(widest, 0, "log", 0, 1, hash()))
                .hasSize(12 + 1 + 254 + 8 + 1 + 3 + 8 + 8 + 32);
        assertThatThrownBy(() -> Cosignature.mlDsa44Message(widest + "ab", 0, "log", 0, 1, hash()))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void rangesThatAreNone_areRefused() {
        for (long[] range : List.of(new long[] {5, 4}, new long[] {-1, 4}, new long[] {0, -1})) {
            assertThatThrownBy(
                            () ->
                                    Cosignature.mlDsa44Message(
                                            "w", 0, "l", range[0], range[1], hash()))
                    .isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> Cosignature.mlDsa44Message("w", -1, "l", 0, 1, hash()))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void bothCosignatures_verifyWithTheTimeTheySign() {
        SignedNote note = TREE.sign(Samples.NOON, List.of(Samples.COSIGNER, Samples.WITNESS));
        KeyRing keys = KeyRing.of(Samples.COSIGNER.key(), Samples.WITNESS.key());

        NoteVerification.Opened opened = (NoteVerification.Opened) note.verify(keys);

        assertThat(opened.verified())
                .extracting(one -> one.posixSeconds().orElse(-1))
                .containsExactly(Samples.NOON.getEpochSecond(), Samples.NOON.getEpochSecond());
        assertThat(opened.verified())
                .extracting(VerifiedSignature::type)
                .containsExactly(
                        SignatureType.ML_DSA_44_COSIGNATURE, SignatureType.ED25519_COSIGNATURE);
    }

    @Test
    void movedTime_isNoticedByBoth() {
        for (InsecureInMemorySigner signer : List.of(Samples.COSIGNER, Samples.WITNESS)) {
            NoteSignature line = NoteSignature.sign(signer, TREE.text(), Samples.NOON);
            for (int i = 0; i < Long.BYTES; i++) {
                byte[] moved = line.signature();
                moved[i] ^= 1;
                SignedNote note =
                        new SignedNote(
                                TREE.text(),
                                List.of(NoteSignature.of(line.name(), line.keyId(), moved)));

                assertThat(note.verify(KeyRing.of(signer.key())))
                        .isInstanceOf(NoteVerification.Refused.class);
            }
        }
    }

    @Test
    void postQuantumCosignatureBindsTheCosignersName() {
        InsecureInMemorySigner one = InsecureInMemorySigner.mlDsa44("one", Samples.seed(8));
        InsecureInMemorySigner two = InsecureInMemorySigner.mlDsa44("two", Samples.seed(8));
        NoteSignature line = NoteSignature.sign(one, TREE.text(), Samples.NOON);
        NoteSignature renamed = NoteSignature.of("two", two.key().id(), line.signature());

        SignedNote note = new SignedNote(TREE.text(), List.of(renamed));

        assertThat(note.verify(KeyRing.of(two.key()))).isInstanceOf(NoteVerification.Refused.class);
    }

    @Test
    void cosignatureOnATextThatIsNoCheckpoint_fails() {
        NoteSignature line = NoteSignature.sign(Samples.COSIGNER, TREE.text(), Samples.NOON);
        SignedNote note = new SignedNote("no checkpoint\n", List.of(line));

        assertThat(note.verify(Samples.KEYS)).isInstanceOf(NoteVerification.Refused.class);
        assertThatThrownBy(
                        () -> NoteSignature.sign(Samples.COSIGNER, "no checkpoint\n", Samples.NOON))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void storedFormsThatAreTooShortOrNegative_areRefused() {
        byte[] negative = new byte[72];
        negative[0] = (byte) 0x80;

        for (byte[] bad : List.of(new byte[0], new byte[8], negative)) {
            assertThatThrownBy(() -> Cosignature.parse(bad))
                    .isInstanceOfSatisfying(
                            MalformedException.class,
                            fault -> assertThat(fault.reason()).isEqualTo(Reason.COSIGNATURE));
        }
    }

    @Test
    void shortenedOrLengthenedSignature_failsInsteadOfThrowing() {
        for (InsecureInMemorySigner signer :
                List.of(Samples.LOG, Samples.COSIGNER, Samples.WITNESS)) {
            NoteSignature line = NoteSignature.sign(signer, TREE.text(), Samples.NOON);
            byte[] whole = line.signature();
            for (int length : new int[] {1, 7, 8, 9, whole.length - 1, whole.length + 1}) {
                byte[] other = Arrays.copyOf(whole, length);
                SignedNote note =
                        new SignedNote(
                                TREE.text(),
                                List.of(NoteSignature.of(line.name(), line.keyId(), other)));

                assertThat(note.verify(KeyRing.of(signer.key())))
                        .isInstanceOf(NoteVerification.Refused.class);
            }
        }
    }

    private static Hash hash() {
        return Hash.of(Samples.seed(7));
    }
}
