package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    private static final String TEXT = new Checkpoint(Samples.ORIGIN, 5, Merkle.emptyRoot()).text();
    private static final SignedNote NOTE =
            SignedNote.sign(TEXT, Samples.NOON, List.of(Samples.LOG, Samples.COSIGNER));

    @Test
    void noteIsReadAndWrittenBack() {
        SignedNote parsed = SignedNote.parse(Samples.bytes(NOTE.encode()));

        assertThat(parsed).isEqualTo(NOTE);
        assertThat(parsed.encode()).isEqualTo(NOTE.encode());
        assertThat(parsed.text()).isEqualTo(TEXT);
    }

    @Test
    void textMayHoldEmptyLines_theLastOneSeparates() {
        SignedNote note =
                SignedNote.sign("one\n\ntwo\n\n\nthree\n", Samples.NOON, List.of(Samples.LOG));

        SignedNote parsed = SignedNote.parse(note.encode());

        assertThat(parsed.text()).isEqualTo("one\n\ntwo\n\n\nthree\n");
        assertThat(parsed.verify(Samples.KEYS)).isInstanceOf(NoteVerification.Opened.class);
    }

    @Test
    void trustedKeysVerify_inTheNotesOrder() {
        NoteVerification.Opened opened = (NoteVerification.Opened) NOTE.verify(Samples.KEYS);

        assertThat(opened.verified())
                .extracting(VerifiedSignature::key)
                .containsExactly(Samples.LOG.key(), Samples.COSIGNER.key());
        assertThat(opened.ignored()).isEmpty();
        assertThat(opened.signedBy(Samples.ORIGIN, SignatureType.ED25519)).isTrue();
        assertThat(opened.signedBy(Samples.ORIGIN, SignatureType.ED25519_COSIGNATURE)).isFalse();
        assertThat(opened.signedBy("other.example", SignatureType.ED25519)).isFalse();
    }

    @Test
    void unknownKeysAreIgnored_evenWithAKnownName() {
        SignedNote note =
                SignedNote.sign(TEXT, Samples.NOON, List.of(Samples.STRANGER, Samples.LOG));

        NoteVerification.Opened opened = (NoteVerification.Opened) note.verify(Samples.KEYS);

        assertThat(opened.verified()).hasSize(1);
        assertThat(opened.ignored())
                .extracting(NoteSignature::keyId)
                .containsExactly(Samples.STRANGER.key().id());
    }

    @Test
    void knownIdUnderAnotherName_isUnknown() {
        NoteSignature line = NOTE.signatures().get(0);
        NoteSignature renamed = NoteSignature.of("other.example", line.keyId(), line.signature());

        NoteVerification result = new SignedNote(TEXT, List.of(renamed)).verify(Samples.KEYS);

        assertThat(result)
                .isInstanceOfSatisfying(
                        NoteVerification.Refused.class,
                        refused ->
                                assertThat(refused.reason()).isEqualTo(Reason.NO_KNOWN_SIGNATURE));
    }

    @Test
    void keyOfAnUnassignedType_isTreatedAsUnknown() {
        VKey foreign = VKey.ofUnassigned(Samples.ORIGIN, 0xff, Samples.bytes("sm2:key"));
        NoteSigner signer =
                new NoteSigner() {
                    @Override
                    public VKey key() {
                        return foreign;
                    }

                    @Override
                    public byte[] sign(byte[] message) {
                        assertThat(message).isEqualTo(Samples.bytes(TEXT));
                        return new byte[] {1, 2, 3};
                    }
                };
        SignedNote note = NOTE.with(List.of(NoteSignature.sign(signer, TEXT, Samples.NOON)));
        List<VKey> keys = new ArrayList<>(Samples.KEYS.keys());
        keys.add(foreign);

        NoteVerification.Opened opened = (NoteVerification.Opened) note.verify(KeyRing.of(keys));

        assertThat(opened.verified()).hasSize(2);
        assertThat(opened.ignored()).hasSize(1);
    }

    @Test
    void oneFailingSignatureOfATrustedKey_rejectsTheNote() {
        NoteSignature good = NOTE.signatures().get(0);
        byte[] bad = good.signature();
        bad[5] ^= 1;
        SignedNote note = NOTE.with(List.of(NoteSignature.of(good.name(), good.keyId(), bad)));

        assertThat(note.verify(Samples.KEYS))
                .isInstanceOfSatisfying(
                        NoteVerification.Refused.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(Reason.SIGNATURE_FAILED);
                            assertThat(refused.sentence())
                                    .contains("Ed25519", Samples.ORIGIN, "does not verify");
                        });
    }

    @Test
    void sameSignatureTwice_countsOnce() {
        SignedNote note = NOTE.with(List.of(NOTE.signatures().get(0)));

        NoteVerification.Opened opened = (NoteVerification.Opened) note.verify(Samples.KEYS);

        assertThat(opened.verified()).hasSize(2);
    }

    @Test
    void everyChangedByteOfTheText_isNoticed() {
        byte[] text = Samples.bytes(TEXT);
        for (int i = 0; i < text.length - 1; i++) {
            byte[] changed = text.clone();
            changed[i] = (byte) (changed[i] == 'x' ? 'y' : 'x');
            SignedNote note =
                    new SignedNote(new String(changed, StandardCharsets.UTF_8), NOTE.signatures());

            assertThat(note.verify(Samples.KEYS)).isInstanceOf(NoteVerification.Refused.class);
        }
    }

    @Test
    void hundredSignaturesAreAccepted_oneMoreIsNot() {
        NoteSignature line = NOTE.signatures().get(0);
        SignedNote hundred = new SignedNote(TEXT, Collections.nCopies(100, line));

        assertThat(SignedNote.parse(hundred.encode()).verify(Samples.KEYS))
                .isInstanceOf(NoteVerification.Opened.class);
        assertThatThrownBy(() -> hundred.with(List.of(line)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> SignedNote.parse(hundred.encode() + line.encode() + "\n"))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("more than 100");
    }

    @Test
    void tenThousandSignatures_areRefusedBeforeAnyIsDecoded() {
        String note = TEXT + "\n" + (NOTE.signatures().get(1).encode() + "\n").repeat(10_000);

        assertThatThrownBy(() -> SignedNote.parse(note))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("more than 100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n\n\n",
                "text\n\nno signature\n",
                "text\n\n\u2014 name AAAAAAE=",
                "text\n\n\u2014 name AAAAAAE=\n\n",
                "text\n\n\u2014 name AAAAAAE=\nmore\n",
                "text\n\n- name AAAAAAE=\n",
                "text\n\n\u2013 name AAAAAAE=\n",
                "text\n\n\u2014name AAAAAAE=\n",
                "text\n\n\u2014 name  AAAAAAE=\n",
                "text\n\n\u2014  AAAAAAE=\n",
                "text\n\n\u2014 AAAAAAE=\n",
                "text\n\n\u2014 na+me AAAAAAE=\n",
                "text\n\n\u2014 na\u00a0me AAAAAAE=\n",
                "text\n\n\u2014 name AAAAAAE= \n",
                "text\n\n\u2014 name AAAAAAE\n",
                "text\n\n\u2014 name AAAAAAF=\n",
                "text\n\n\u2014 name AAAAAA==\n",
                "text\n\n\u2014 name AAAA\n",
                "text\n\n\u2014 name *\n",
                "text\n\n\u2014 name AAAAAAE=\r\n",
                "text\r\n\r\n\u2014 name AAAAAAE=\r\n",
                "te\txt\n\n\u2014 name AAAAAAE=\n",
                "te\u0000xt\n\n\u2014 name AAAAAAE=\n",
            })
    void everythingElse_isRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.NOTE));
    }

    @Test
    void bytesThatAreNoUtf8_areRefused() {
        for (byte[] bad :
                List.of(
                        new byte[] {(byte) 0xff},
                        new byte[] {(byte) 0xc0, (byte) 0x80},
                        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})) {
            assertThatThrownBy(() -> SignedNote.parse(bad))
                    .isInstanceOfSatisfying(
                            MalformedException.class,
                            fault -> assertThat(fault.reason()).isEqualTo(Reason.ENCODING));
        }
    }

    @Test
    void signerOfTheWrongLength_isAFault() {
        NoteSigner broken =
                new NoteSigner() {
                    @Override
                    public VKey key() {
                        return Samples.LOG.key();
                    }

                    @Override
                    public byte[] sign(byte[] message) {
                        return new byte[63];
                    }
                };

        assertThatThrownBy(() -> NoteSignature.sign(broken, TEXT, Samples.NOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("63 bytes");
    }

    @Test
    void signersNamePublicKeysOnly() {
        assertThat(Samples.LOG.toString()).contains(Samples.LOG.key().idHex()).hasSizeLessThan(80);
    }
}
