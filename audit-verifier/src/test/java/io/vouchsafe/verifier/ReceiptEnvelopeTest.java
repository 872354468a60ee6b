package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Receipts as the API's JSON. */
class ReceiptEnvelopeTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ReceiptVerifier VERIFIER = new ReceiptVerifier(Samples.KEYS);

    private static ObjectNode json() {
        Receipt receipt = Samples.receipt();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("id", "0198-1").put("index", 4).put("state", "published");
        json.put("proof", receipt.proof().encode());
        return json;
    }

    private static Verification verify(ObjectNode json) {
        try {
            return VERIFIER.verify(MAPPER.writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void jsonWithAProof_isVerifiedLikeTheProof() {
        assertThat(verify(json()))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> {
                            assertThat(verified.facts().index()).isEqualTo(4);
                            assertThat(verified.facts().unproven()).isEmpty();
                        });
    }

    @Test
    void prettyPrintedJson_isReadToo() throws JsonProcessingException {
        byte[] pretty = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json());

        assertThat(VERIFIER.verify(Samples.bytes("\r\n " + text(pretty) + "\n")))
                .isInstanceOf(Verification.Verified.class);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void membersThatTheProofSaysNothingAbout_areNamed() {
        ObjectNode json = json();
        json.put("note", "hello").putObject("links").put("self", "/log/receipts/0198-1");
        json.putObject("model").put("name", "half"); // the body says it as a text

        assertThat(verify(json))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified ->
                                assertThat(verified.facts().unproven())
                                        .containsExactly("note", "links", "model"));
    }

    static Stream<Arguments> agreeing() {
        return Stream.of(
                edit("receipt", json -> json.put("receipt", "0198-1")),
                edit("contract", json -> json.put("contract", "acme@2")),
                edit("origin", json -> json.put("origin", Samples.ORIGIN)),
                edit("v", json -> json.put("v", 1.0)),
                edit("body", json -> json.set("body", body(Samples.body()))),
                edit(
                        "checkpoint",
                        json ->
                                json.put(
                                        "checkpoint",
                                        Samples.receipt().proof().checkpoint().encode())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agreeing")
    void membersThatRepeatWhatIsProven_areCovered(String name, Consumer<ObjectNode> edit) {
        ObjectNode json = json();
        edit.accept(json);

        assertThat(verify(json))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> assertThat(verified.facts().unproven()).as(name).isEmpty());
    }

    static Stream<Arguments> contradicting() {
        return Stream.of(
                edit("id", json -> json.put("id", "0198-2")),
                edit("receipt", json -> json.put("receipt", "0198-2")),
                edit("index", json -> json.put("index", 5)),
                edit("state", json -> json.put("state", "sequenced")),
                edit("contract", json -> json.put("contract", "acme@3")),
                edit("decision", json -> json.put("decision", "REFUSE")),
                edit("origin", json -> json.put("origin", "other.example/log")),
                edit("salt", json -> json.put("salt", "AAAA")),
                edit("v", json -> json.put("v", 2)),
                edit(
                        "body",
                        json -> json.set("body", body(Samples.body().replace("ALLOW", "FAULT")))),
                edit("checkpoint", json -> json.put("checkpoint", "other\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradicting")
    void membersThatContradictTheProof_areRejected(String name, Consumer<ObjectNode> edit) {
        ObjectNode json = json();
        edit.accept(json);

        assertThat(verify(json))
                .isInstanceOfSatisfying(
                        Verification.Rejected.class,
                        rejected -> {
                            assertThat(rejected.reason()).isEqualTo(Reason.RECEIPT_MEMBER);
                            assertThat(rejected.sentence()).contains("'" + name + "'");
                        });
    }

    private static JsonNode body(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Arguments edit(String name, Consumer<ObjectNode> edit) {
        return Arguments.of(name, edit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"proof\":null}",
                "{\"proof\":[]}",
                "{\"state\":\"sequenced\"}",
                "{\"proof\":\"a\",\"proof\":\"b\"}",
                "{\"proof\":\"a\"",
                "{",
            })
    void jsonWithoutAProof_isRejected(String json) {
        assertThat(VERIFIER.verify(Samples.bytes(json)))
                .isInstanceOfSatisfying(
                        Verification.Rejected.class,
                        rejected ->
                                assertThat(rejected.reason()).isIn(Reason.RECEIPT, Reason.PROOF));
    }

    @Test
    void proofWithoutSaltAndBody_isNoReceipt() {
        TlogProof proof = Samples.receipt().proof();
        TlogProof bare = TlogProof.of(4, proof.proof(), proof.checkpoint());
        TlogProof saltOnly = TlogProof.of(Samples.SALT, 4, proof.proof(), proof.checkpoint());

        for (TlogProof one : List.of(bare, saltOnly)) {
            assertThat(VERIFIER.verify(Samples.bytes(one.encode())))
                    .isInstanceOfSatisfying(
                            Verification.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.RECEIPT));
        }
    }

    @Test
    void fileBeyondTheLimit_isRejectedUnread() {
        byte[] huge = new byte[Receipt.MAX_FILE_BYTES + 1];
        Arrays.fill(huge, (byte) '{');

        assertThat(VERIFIER.verify(huge))
                .isInstanceOfSatisfying(
                        Verification.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThat(VERIFIER.verify(Arrays.copyOf(huge, Receipt.MAX_FILE_BYTES)))
                .isInstanceOfSatisfying(
                        Verification.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.RECEIPT));
    }

    @Test
    void receiptIsReadBackFromItsFile() {
        Receipt receipt = Samples.receipt();

        Receipt parsed = Receipt.parse(Samples.file(receipt));

        assertThat(parsed.salt()).isEqualTo(Samples.SALT);
        assertThat(parsed.body()).isEqualTo(Samples.bytes(Samples.body()));
        assertThat(parsed.leaf()).isEqualTo(receipt.leaf());
        assertThat(parsed.proof()).isEqualTo(receipt.proof());
    }

    @Test
    void entryAndLeafAreTheDesigns() {
        byte[] salt = new byte[32];
        for (int i = 0; i < salt.length; i++) {
            salt[i] = (byte) i;
        }

        Hash entry = Receipt.entry(salt, Samples.bytes("{\"id\":\"r\",\"type\":\"t\",\"v\":1}"));

        // computed with another implementation
        assertThat(entry.hex())
                .isEqualTo("37a7f18f842f8907345f9bc23e4340cc9cf9a26e5682af3ead4818b4a9433ccf");
        assertThat(Receipt.leaf(entry).hex())
                .isEqualTo("2132f4e89ee56abc29b3118b404db3aab024c6ea08fc1e36f852685c3313dc27");
    }
}
