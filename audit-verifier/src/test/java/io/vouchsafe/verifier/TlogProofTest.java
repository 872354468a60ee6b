package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TlogProofTest {

    private static final SignedNote NOTE =
            new Checkpoint(Samples.ORIGIN, 9, Merkle.emptyRoot())
                    .sign(Samples.NOON, List.of(Samples.LOG));
    private static final List<Hash> HASHES =
            List.of(Hash.of(Samples.seed(1)), Hash.of(Samples.seed(2)));

    @Test
    void proofIsWrittenAsTheDocumentSays() {
        TlogProof proof = TlogProof.of(new byte[] {1, 2, 3, 4}, 73_894, HASHES, NOTE);

        assertThat(proof.encode())
                .isEqualTo(
                        "c2sp.org/tlog-proof@v1\nextra AQIDBA==\nindex 73894\n"
                                + HASHES.get(0).base64()
                                + "\n"
                                + HASHES.get(1).base64()
                                + "\n\n"
                                + NOTE.encode());
    }

    @Test
    void proofIsReadBackWithAndWithoutExtraAndHashes() {
        for (TlogProof proof :
                List.of(
                        TlogProof.of(new byte[] {7}, 3, HASHES, NOTE),
                        TlogProof.of(new byte[0], 3, HASHES, NOTE),
                        TlogProof.of(3, HASHES, NOTE),
                        TlogProof.of(0, List.of(), NOTE))) {
            TlogProof parsed = TlogProof.parse(Samples.bytes(proof.encode()));

            assertThat(parsed)
                    .isEqualTo(proof)
                    .hasSameHashCodeAs(proof)
                    .hasToString(proof.encode());
            assertThat(parsed.extra().isPresent()).isEqualTo(proof.extra().isPresent());
            assertThat(parsed.index()).isEqualTo(proof.index());
            assertThat(parsed.proof()).isEqualTo(proof.proof());
            assertThat(parsed.checkpoint()).isEqualTo(NOTE);
        }
    }

    @Test
    void goldenProofOfAnotherImplementation_isReadByteForByte() {
        byte[] file = Samples.golden("receipt.tlog-proof");

        TlogProof parsed = TlogProof.parse(file);

        assertThat(Samples.bytes(parsed.encode())).isEqualTo(file);
        assertThat(parsed.index()).isEqualTo(6);
        assertThat(parsed.proof()).hasSize(4);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("nothing", text -> ""),
                change("another version", text -> text.replace("@v1", "@v2")),
                change("a byte order mark", text -> "\ufeff" + text),
                change("a space before", text -> " " + text),
                change("Windows line ends", text -> text.replace("\n", "\r\n")),
                change(
                        "a Windows line end at the index",
                        text -> text.replace("index 5\n", "index 5\r\n")),
                change("no index", text -> text.replace("index 5\n", "")),
                change(
                        "no extra, only its word",
                        text -> text.replace("extra BwcH\n", "extra \nextra BwcH\n")),
                change(
                        "extra twice",
                        text -> text.replace("extra BwcH\n", "extra BwcH\nextra BwcH\n")),
                change(
                        "extra behind the index",
                        text -> text.replace("extra BwcH\nindex 5\n", "index 5\nextra BwcH\n")),
                change("extra is no base64", text -> text.replace("BwcH", "BwcH!")),
                change("extra is URL base64", text -> text.replace("BwcH", "_-__")),
                change("extra without its padding", text -> text.replace("BwcH", "Bwc")),
                change("index twice", text -> text.replace("index 5\n", "index 5\nindex 5\n")),
                change("negative index", text -> text.replace("index 5", "index -5")),
                change("signed index", text -> text.replace("index 5", "index +5")),
                change("leading zero", text -> text.replace("index 5", "index 05")),
                change("two spaces", text -> text.replace("index 5", "index  5")),
                change("empty index", text -> text.replace("index 5", "index ")),
                change("hexadecimal index", text -> text.replace("index 5", "index 0x5")),
                change(
                        "index beyond 2^63",
                        text -> text.replace("index 5", "index 9223372036854775808")),
                change(
                        "endless index",
                        text -> text.replace("index 5", "index " + "9".repeat(10_000))),
                change("index in other digits", text -> text.replace("index 5", "index \u0665")),
                change("a short hash", text -> text.replace(HASHES.get(0).base64(), "AQEB")),
                change("a hash with stray bits", text -> text.replace("AQE=", "AQF=")),
                change(
                        "a word among the hashes",
                        text -> text.replace("index 5\n", "index 5\nhello\n")),
                change(
                        "64 hashes",
                        text ->
                                text.replace(
                                        "index 5\n",
                                        "index 5\n" + (HASHES.get(0).base64() + "\n").repeat(63))),
                change(
                        "a million hashes",
                        text ->
                                text.replace(
                                        "index 5\n",
                                        "index 5\n"
                                                + (HASHES.get(0).base64() + "\n").repeat(100_000))),
                change(
                        "no empty line",
                        text -> text.replace("\n\n" + Samples.ORIGIN, "\n" + Samples.ORIGIN)),
                change(
                        "two empty lines",
                        text -> text.replace("\n\n" + Samples.ORIGIN, "\n\n\n" + Samples.ORIGIN)),
                change("no checkpoint", text -> text.substring(0, text.indexOf(Samples.ORIGIN))),
                change("a line behind", text -> text + "garbage\n"),
                change("an empty line behind", text -> text + "\n"),
                change("a NUL behind", text -> text + "\0"),
                change("no newline at the end", String::stripTrailing),
                change("the file twice", text -> text + text));
    }

    private static Arguments change(String reason, UnaryOperator<String> change) {
        return Arguments.of(reason, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void otherForms_areRefused(String reason, UnaryOperator<String> change) {
        String text = TlogProof.of(new byte[] {7, 7, 7}, 5, HASHES, NOTE).encode();
        String changed = change.apply(text);
        assertThat(changed).as("the change changes").isNotEqualTo(text);

        assertThatThrownBy(() -> TlogProof.parse(changed))
                .as(reason)
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void impossibleProofs_cannotBeMade() {
        assertThatThrownBy(() -> TlogProof.of(-1, HASHES, NOTE))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> TlogProof.of(1, Collections.nCopies(64, HASHES.get(0)), NOTE))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void noteThatIsNoCheckpoint_carriesNoProof() {
        SignedNote note = SignedNote.sign("no checkpoint\n", Samples.NOON, List.of(Samples.LOG));

        assertThatThrownBy(() -> TlogProof.of(1, HASHES, note))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.CHECKPOINT));
    }

    @Test
    void extraIsCopiedInAndOut() {
        byte[] extra = {1, 2, 3};
        TlogProof proof = TlogProof.of(extra, 1, HASHES, NOTE);

        extra[0] = 9;
        proof.extra().orElseThrow()[1] = 9;

        assertThat(proof.extra())
                .hasValueSatisfying(kept -> assertThat(kept).containsExactly(1, 2, 3));
    }
}
