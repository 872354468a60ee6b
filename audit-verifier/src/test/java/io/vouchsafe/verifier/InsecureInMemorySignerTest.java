package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InsecureInMemorySignerTest {

    private static final Checkpoint TREE = new Checkpoint("log.example", 0, Merkle.emptyRoot());

    @Test
    void sameSeedIsTheSameSigner_freshOnesDiffer() {
        assertThat(InsecureInMemorySigner.ed25519("a", Samples.seed(1)).key())
                .isEqualTo(InsecureInMemorySigner.ed25519("a", Samples.seed(1)).key());
        assertThat(InsecureInMemorySigner.mlDsa44("a", Samples.seed(1)).key())
                .isEqualTo(InsecureInMemorySigner.mlDsa44("a", Samples.seed(1)).key());
        assertThat(InsecureInMemorySigner.ed25519("a").key())
                .isNotEqualTo(InsecureInMemorySigner.ed25519("a").key());
        assertThat(InsecureInMemorySigner.mlDsa44("a").key())
                .isNotEqualTo(InsecureInMemorySigner.mlDsa44("a").key());
    }

    @Test
    void everySignersNote_verifiesUnderItsOwnKeyOnly() {
        List<InsecureInMemorySigner> signers =
                List.of(
                        InsecureInMemorySigner.ed25519("log.example"),
                        InsecureInMemorySigner.mlDsa44("log.example"),
                        InsecureInMemorySigner.ed25519Cosigner("w.example", Samples.seed(3)));
        for (InsecureInMemorySigner signer : signers) {
            SignedNote note = TREE.sign(Samples.NOON, List.of(signer));
            for (InsecureInMemorySigner other : signers) {
                assertThat(note.verify(KeyRing.of(other.key())) instanceof NoteVerification.Opened)
                        .isEqualTo(signer == other);
            }
        }
    }

    @Test
    void seedIsKeptAsItWas() {
        byte[] seed = Samples.seed(1);
        InsecureInMemorySigner signer = InsecureInMemorySigner.mlDsa44("log.example", seed);
        seed[0] = 99;

        SignedNote note = TREE.sign(Samples.NOON, List.of(signer));

        assertThat(note.verify(KeyRing.of(signer.key())))
                .isInstanceOf(NoteVerification.Opened.class);
    }

    @Test
    void wrongSeeds_areRefused() {
        assertThatThrownBy(() -> InsecureInMemorySigner.ed25519("a", new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InsecureInMemorySigner.mlDsa44("a", new byte[33]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void typesAreFoundByTheirAssignedBytes() {
        assertThat(SignatureType.of(0x01)).contains(SignatureType.ED25519);
        assertThat(SignatureType.of(0x04)).contains(SignatureType.ED25519_COSIGNATURE);
        assertThat(SignatureType.of(0x06)).contains(SignatureType.ML_DSA_44_COSIGNATURE);
        for (int code : new int[] {-1, 0, 2, 3, 5, 7, 0xff, 0x101}) {
            assertThat(SignatureType.of(code)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void halfCharacters_cannotBeSigned() {
        assertThatThrownBy(
                        () ->
                                SignedNote.sign(
                                        "a\ud800b\n",
                                        Samples.NOON,
                                        List.of(InsecureInMemorySigner.ed25519("a"))))
                .isInstanceOf(MalformedException.class);
    }
}
