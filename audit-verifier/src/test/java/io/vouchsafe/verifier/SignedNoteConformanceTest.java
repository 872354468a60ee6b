package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The published cases of Go's note package and of transparency-dev's checkpoint format. */
class SignedNoteConformanceTest {

    private static JsonNode cases() throws IOException {
        return SharedData.json(SharedData.conformance("signed-note/cases.json"));
    }

    private static Stream<JsonNode> each(String name) throws IOException {
        return StreamSupport.stream(cases().get(name).spliterator(), false);
    }

    @TestFactory
    Stream<DynamicTest> signing_givesThePublishedBytes() throws IOException {
        return each("sign").map(test -> dynamicTest(test.get("id").asText(), () -> sign(test)));
    }

    private static void sign(JsonNode test) {
        String[] key = test.get("signer_key").asText().split("\\+", 5);
        byte[] typed = Base64.getDecoder().decode(key[4]);
        InsecureInMemorySigner signer =
                InsecureInMemorySigner.ed25519(key[2], Arrays.copyOfRange(typed, 1, 33));

        SignedNote note = SignedNote.sign(test.get("text").asText(), Samples.NOON, List.of(signer));

        assertThat(signer.key().idHex()).isEqualTo(key[3]);
        assertThat(note.encode()).isEqualTo(test.get("note").asText());
    }

    @TestFactory
    Stream<DynamicTest> verifierKeys() throws IOException {
        return each("verifier_keys")
                .map(
                        test ->
                                dynamicTest(
                                        test.get("key").asText(),
                                        () ->
                                                assertThat(
                                                                key(test.get("key").asText())
                                                                        .isPresent())
                                                        .isEqualTo(test.get("valid").asBoolean())));
    }

    private static Optional<VKey> key(String line) {
        try {
            return Optional.of(VKey.parse(line));
        } catch (MalformedException malformed) {
            return Optional.empty();
        }
    }

    @TestFactory
    Stream<DynamicTest> opening() throws IOException {
        return each("open").map(test -> dynamicTest(test.get("id").asText(), () -> open(test)));
    }

    private static void open(JsonNode test) {
        List<VKey> keys = new ArrayList<>();
        test.get("verifiers").forEach(line -> keys.add(VKey.parse(line.asText())));
        JsonNode expect = test.get("expect");
        byte[] message = message(test);
        if (expect.path("error").asText().equals("malformed note")) {
            assertThatThrownBy(() -> SignedNote.parse(message))
                    .isInstanceOf(MalformedException.class);
            return;
        }

        SignedNote note = SignedNote.parse(message);
        NoteVerification result = note.verify(KeyRing.of(keys));

        if (!expect.get("ok").asBoolean()) {
            assertThat(result).isInstanceOf(NoteVerification.Refused.class);
            return;
        }
        NoteVerification.Opened opened = (NoteVerification.Opened) result;
        assertThat(note.text()).isEqualTo(expect.get("text").asText());
        assertThat(opened.verified())
                .extracting(one -> one.key().name())
                .isEqualTo(texts(expect.get("verified")));
        assertThat(opened.ignored())
                .extracting(NoteSignature::name)
                .isEqualTo(texts(expect.get("unverified")));
    }

    private static byte[] message(JsonNode test) {
        if (test.has("message_b64")) {
            return Base64.getDecoder().decode(test.get("message_b64").asText());
        }
        JsonNode recipe = test.get("message_recipe");
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(Base64.getDecoder().decode(recipe.get("prefix_b64").asText()));
        for (int i = 0; i < recipe.get("times").asInt(); i++) {
            message.writeBytes(Base64.getDecoder().decode(recipe.get("repeat_b64").asText()));
        }
        return message.toByteArray();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @TestFactory
    Stream<DynamicTest> checkpoints() throws IOException {
        return each("checkpoints")
                .map(test -> dynamicTest(test.get("id").asText(), () -> checkpoint(test)));
    }

    /**
     * The published valid cases have roots of odd lengths, which the Go package lets pass and we do
     * not.
     */
    private static void checkpoint(JsonNode test) {
        String body = test.get("body").asText();
        if (!test.get("valid").asBoolean()) {
            assertThatThrownBy(() -> Checkpoint.parse(body)).isInstanceOf(MalformedException.class);
            return;
        }
        String odd = body.split("\n", -1)[2];
        assertThatThrownBy(() -> Checkpoint.parse(body))
                .hasMessage("A hash has 32 bytes, not %s.", Base64.getDecoder().decode(odd).length);

        Checkpoint parsed = Checkpoint.parse(body.replace(odd, Merkle.emptyRoot().base64()));

        JsonNode expected = test.get("parsed");
        assertThat(parsed.origin()).isEqualTo(expected.get("origin").asText());
        assertThat(parsed.size()).isEqualTo(expected.get("size").asLong());
        assertThat(String.join("\n", parsed.extensions()))
                .isEqualTo(expected.get("rest").asText().stripTrailing());
    }
}
