package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptVerifierTest {

    private static final ReceiptVerifier VERIFIER = new ReceiptVerifier(Samples.KEYS);

    @Test
    void goldenReceiptOfAnotherImplementation_verifiesForEver() {
        ReceiptVerifier verifier = new ReceiptVerifier(KeyRing.parse(Samples.golden("keys.txt")));

        Verification result =
                verifier.verify(
                        Samples.golden("receipt.tlog-proof"),
                        Samples.golden("request.json"),
                        Samples.golden("response.json"));

        ReceiptFacts facts = facts(result);
        assertThat(facts.id()).isEqualTo("0198c7a2-5b1e-7c3d-8e4f-0123456789ab");
        assertThat(facts.index()).isEqualTo(6);
        assertThat(facts.checkpoint().size()).isEqualTo(13);
        assertThat(facts.signatures()).hasSize(3);
        assertThat(facts.ignored()).isEmpty();
        assertThat(facts.requestMatches()).isTrue();
        assertThat(facts.responseMatches()).isTrue();
    }

    @Test
    void verifiedReceiptSaysWhatItProves() {
        ReceiptFacts facts = facts(VERIFIER.verify(Samples.file(Samples.receipt())));

        assertThat(facts.id()).isEqualTo("0198-1");
        assertThat(facts.type()).isEqualTo("prediction");
        assertThat(facts.contract()).contains("acme@2");
        assertThat(facts.model()).contains("half@1");
        assertThat(facts.decision()).contains("ALLOW");
        assertThat(facts.time()).contains("2026-11-23T12:00:00Z");
        assertThat(facts.index()).isEqualTo(4);
        assertThat(facts.checkpoint().origin()).isEqualTo(Samples.ORIGIN);
        assertThat(facts.signatures())
                .extracting(VerifiedSignature::type)
                .containsExactly(SignatureType.ED25519, SignatureType.ML_DSA_44_COSIGNATURE);
        assertThat(facts.requestMatches()).isFalse();
        assertThat(facts.responseMatches()).isFalse();
        assertThat(facts.unproven()).isEmpty();
    }

    @Test
    void managementEntryNeedsNoMoreThanVersionIdAndType() {
        Receipt receipt =
                Samples.receipt(
                        "{\"id\":\"e-1\",\"type\":\"contract.signed\",\"v\":1}",
                        Samples.LOG,
                        Samples.COSIGNER);

        ReceiptFacts facts = facts(VERIFIER.verify(Samples.file(receipt)));

        assertThat(facts.type()).isEqualTo("contract.signed");
        assertThat(facts.contract()).isEmpty();
        assertThat(facts.decision()).isEmpty();
    }

    @Test
    void requestAndResponseAreChecked_aloneAndTogether() throws IOException {
        byte[] file = Samples.file(Samples.receipt());

        assertThat(facts(VERIFIER.verify(file, Samples.REQUEST, Samples.RESPONSE)))
                .matches(ReceiptFacts::requestMatches)
                .matches(ReceiptFacts::responseMatches);
        assertThat(facts(VERIFIER.verify(file, stream(Samples.REQUEST), Optional.empty())))
                .matches(ReceiptFacts::requestMatches)
                .matches(facts -> !facts.responseMatches());
        assertThat(reason(VERIFIER.verify(file, Samples.RESPONSE, Samples.RESPONSE)))
                .isEqualTo(Reason.REQUEST_DIFFERS);
        assertThat(reason(VERIFIER.verify(file, Samples.REQUEST, Samples.REQUEST)))
                .isEqualTo(Reason.RESPONSE_DIFFERS);
        assertThat(reason(VERIFIER.verify(file, Samples.REQUEST, new byte[0])))
                .isEqualTo(Reason.RESPONSE_DIFFERS);
    }

    @Test
    void everyFlippedByteOfRequestAndResponse_isNoticed() {
        byte[] file = Samples.file(Samples.receipt());
        for (int i = 0; i < Samples.REQUEST.length; i++) {
            byte[] changed = Samples.REQUEST.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            assertThat(reason(VERIFIER.verify(file, changed, Samples.RESPONSE)))
                    .isEqualTo(Reason.REQUEST_DIFFERS);
        }
        for (int i = 0; i < Samples.RESPONSE.length; i++) {
            byte[] changed = Samples.RESPONSE.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            assertThat(reason(VERIFIER.verify(file, Samples.REQUEST, changed)))
                    .isEqualTo(Reason.RESPONSE_DIFFERS);
        }
    }

    @Test
    void unreadableRequest_isAFaultNotAnAnswer() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk gone");
                    }
                };

        assertThatThrownBy(
                        () ->
                                VERIFIER.verify(
                                        Samples.file(Samples.receipt()),
                                        Optional.of(broken),
                                        Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessage("disk gone");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no member | {\"id\":\"a\",\"type\":\"t\",\"v\":1}",
                "null | {\"id\":\"a\",\"input\":null,\"output\":null,\"type\":\"t\",\"v\":1}",
                "another algorithm | {\"id\":\"a\",\"input\":\"sha256:00\",\"output\":\"\",\"type\":\"t\",\"v\":1}",
                "not a text | {\"id\":\"a\",\"input\":7,\"output\":[],\"type\":\"t\",\"v\":1}",
            })
    void fileWithoutACommitmentToCompare_isNotVerified(String reason, String body)
            throws IOException {
        byte[] file = Samples.file(Samples.receipt(body, Samples.LOG, Samples.COSIGNER));

        assertThat(reason(VERIFIER.verify(file, stream(Samples.REQUEST), Optional.empty())))
                .as(reason)
                .isEqualTo(Reason.NO_COMMITMENT);
        assertThat(reason(VERIFIER.verify(file, Optional.empty(), stream(Samples.RESPONSE))))
                .isEqualTo(Reason.NO_COMMITMENT);
    }

    @Test
    void emptyCommitment_matchesNothing() throws IOException {
        String body =
                "{\"id\":\"a\",\"input\":\"" + Commitment.PREFIX + "\",\"type\":\"t\",\"v\":1}";
        byte[] file = Samples.file(Samples.receipt(body, Samples.LOG, Samples.COSIGNER));

        assertThat(reason(VERIFIER.verify(file, stream(new byte[0]), Optional.empty())))
                .isEqualTo(Reason.REQUEST_DIFFERS);
    }

    @Test
    void logsOwnEd25519Signature_isRequired() {
        byte[] cosignedOnly = Samples.file(Samples.receipt(Samples.body(), Samples.COSIGNER));
        byte[] byStranger =
                Samples.file(Samples.receipt(Samples.body(), Samples.STRANGER, Samples.COSIGNER));

        assertThat(reason(VERIFIER.verify(cosignedOnly))).isEqualTo(Reason.NO_KNOWN_SIGNATURE);
        assertThat(reason(VERIFIER.verify(byStranger))).isEqualTo(Reason.NO_KNOWN_SIGNATURE);
    }

    @Test
    void witnessAlone_doesNotMakeALog() {
        ReceiptVerifier trustsWitness = new ReceiptVerifier(KeyRing.of(Samples.WITNESS.key()));
        byte[] file = Samples.file(Samples.receipt(Samples.body(), Samples.LOG, Samples.WITNESS));

        assertThat(reason(trustsWitness.verify(file))).isEqualTo(Reason.NO_KNOWN_SIGNATURE);
    }

    @Test
    void trustedKeyOfAnotherLog_doesNotVouchForThisOne() {
        InsecureInMemorySigner other =
                InsecureInMemorySigner.ed25519("other.example/log", Samples.seed(5));
        ReceiptVerifier trustsOther = new ReceiptVerifier(KeyRing.of(other.key()));
        byte[] file = Samples.file(Samples.receipt(Samples.body(), other));

        assertThat(reason(trustsOther.verify(file))).isEqualTo(Reason.NO_KNOWN_SIGNATURE);
    }

    @Test
    void cosignatureIsRequiredWhenItsKeyIsTrusted_andOnlyThen() {
        byte[] file = Samples.file(Samples.receipt(Samples.body(), Samples.LOG));
        ReceiptVerifier withoutCosigner = new ReceiptVerifier(KeyRing.of(Samples.LOG.key()));

        assertThat(reason(VERIFIER.verify(file))).isEqualTo(Reason.COSIGNATURE_MISSING);
        assertThat(facts(withoutCosigner.verify(file)).signatures()).hasSize(1);
    }

    @Test
    void lineOfAnUntrustedCosigner_isNamedAsIgnored() {
        ReceiptVerifier withoutCosigner = new ReceiptVerifier(KeyRing.of(Samples.LOG.key()));

        ReceiptFacts facts = facts(withoutCosigner.verify(Samples.file(Samples.receipt())));

        assertThat(facts.ignored())
                .extracting(NoteSignature::keyId)
                .containsExactly(Samples.COSIGNER.key().id());
    }

    @Test
    void rotatedKeys_oneOfEachKindIsEnough() {
        KeyRing both =
                KeyRing.of(
                        Samples.STRANGER.key(),
                        Samples.LOG.key(),
                        InsecureInMemorySigner.mlDsa44(Samples.ORIGIN, Samples.seed(6)).key(),
                        Samples.COSIGNER.key());

        assertThat(new ReceiptVerifier(both).verify(Samples.file(Samples.receipt())))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void entryThatTheTreeDoesNotHold_isNotVerified() {
        Receipt true4 = Samples.receipt();
        Receipt otherBody =
                Receipt.of(
                        true4.salt(),
                        Samples.bytes(Samples.body().replace("ALLOW", "FAULT")),
                        4,
                        true4.proof().proof(),
                        true4.proof().checkpoint());
        Receipt otherSalt =
                Receipt.of(
                        Samples.seed(10),
                        true4.body(),
                        4,
                        true4.proof().proof(),
                        true4.proof().checkpoint());
        Receipt otherPlace =
                Receipt.of(
                        true4.salt(),
                        true4.body(),
                        5,
                        true4.proof().proof(),
                        true4.proof().checkpoint());

        for (Receipt receipt : List.of(otherBody, otherSalt, otherPlace)) {
            assertThat(reason(VERIFIER.verify(Samples.file(receipt))))
                    .isEqualTo(Reason.ROOT_DIFFERS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7, INDEX_OUTSIDE_TREE",
        "9223372036854775807, INDEX_OUTSIDE_TREE",
        "6, PROOF_LENGTH"
    })
    void indexThatTheTreeDoesNotHave_isNotVerified(long index, Reason reason) {
        Receipt receipt = Samples.receipt();
        Receipt moved =
                Receipt.of(
                        receipt.salt(),
                        receipt.body(),
                        index,
                        receipt.proof().proof(),
                        receipt.proof().checkpoint());

        assertThat(reason(VERIFIER.verify(Samples.file(moved)))).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"a\",\"type\":\"t\",\"v\":2}",
                "{\"id\":\"a\",\"type\":\"t\",\"v\":\"1\"}",
                "{\"id\":\"a\",\"type\":\"t\"}",
                "{\"id\":\"a\",\"v\":1}",
                "{\"type\":\"t\",\"v\":1}",
                "{\"id\":7,\"type\":\"t\",\"v\":1}",
                "{\"type\":\"t\",\"id\":\"a\",\"v\":1}",
                "{\"id\":\"a\",\"type\":\"t\",\"v\":1.0}",
                "{\"id\":\"a\", \"type\":\"t\",\"v\":1}",
                "{\"id\":\"a\",\"type\":\"t\",\"v\":1}\n",
                "{\"id\":\"a\",\"id\":\"b\",\"type\":\"t\",\"v\":1}",
                "{\"id\":\"\\u0061\",\"type\":\"t\",\"v\":1}",
                "[1]",
                "\"text\"",
                "not json",
            })
    void loggedBodyThatIsNotOurCanonicalJson_isNotVerified(String body) {
        byte[] file = Samples.file(Samples.receipt(body, Samples.LOG, Samples.COSIGNER));

        assertThat(reason(VERIFIER.verify(file))).isEqualTo(Reason.BODY);
    }

    @Test
    void loggedBodyThatIsNoText_isNotVerified() {
        byte[] body = {(byte) 0xff, '{', '}'};
        List<byte[]> entries = Samples.entries(3);
        entries.set(1, Receipt.entry(Samples.SALT, body).toBytes());
        SignedNote note =
                new Checkpoint(Samples.ORIGIN, 3, NaiveTree.root(entries))
                        .sign(Samples.NOON, List.of(Samples.LOG, Samples.COSIGNER));
        Receipt receipt = Receipt.of(Samples.SALT, body, 1, NaiveTree.path(1, entries), note);

        assertThat(reason(VERIFIER.verify(Samples.file(receipt)))).isEqualTo(Reason.ENCODING);
    }

    @Test
    void extensionLineThatTheLogSigned_isAccepted_aSmuggledOneIsNot() {
        List<byte[]> entries =
                List.of(Receipt.entry(Samples.SALT, Samples.bytes(Samples.body())).toBytes());
        Checkpoint extended =
                new Checkpoint(Samples.ORIGIN, 1, NaiveTree.root(entries), List.of("extension"));
        SignedNote note = extended.sign(Samples.NOON, List.of(Samples.LOG, Samples.COSIGNER));
        Receipt receipt =
                Receipt.of(Samples.SALT, Samples.bytes(Samples.body()), 0, List.of(), note);
        String file = receipt.proof().encode();

        assertThat(VERIFIER.verify(Samples.bytes(file))).isInstanceOf(Verification.Verified.class);
        assertThat(reason(VERIFIER.verify(Samples.bytes(file.replace("extension\n", "extras\n")))))
                .isEqualTo(Reason.SIGNATURE_FAILED);
        assertThat(reason(VERIFIER.verify(Samples.bytes(file.replace("extension\n", "")))))
                .isEqualTo(Reason.SIGNATURE_FAILED);
    }

    private static Optional<InputStream> stream(byte[] bytes) {
        return Optional.of(new ByteArrayInputStream(bytes));
    }

    private static ReceiptFacts facts(Verification result) {
        assertThat(result).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified) result).facts();
    }

    private static Reason reason(Verification result) {
        assertThat(result).isInstanceOf(Verification.Rejected.class);
        Verification.Rejected rejected = (Verification.Rejected) result;
        assertThat(rejected.sentence()).endsWith(".").doesNotContain("null");
        return rejected.reason();
    }
}
