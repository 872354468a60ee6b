package io.vouchsafe.it.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.Receipts;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real answer's receipt, in the hands of somebody with nothing but the verifier's jar. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OfflineVerificationIT {
    /** One governed answer and its papers. */
    private record Papers(
            byte[] request, byte[] response, String receipt, JsonNode json, String proof) {}

    private static @Nullable Papers papers;

    @TempDir Path folder;

    @BeforeEach
    void oneAnswer() {
        if (papers == null) {
            String model = Scene.model(SavedModels.halfPlusTwo());
            Scene.contract(Terms.of(model));
            Api partner = Api.with(Scene.key("acme"));
            byte[] request = Bodies.x(1, 2, 5).toString().getBytes(StandardCharsets.UTF_8);
            Answer answer = partner.infer(model, request).expect(200);
            String receipt = answer.header("Vouchsafe-Receipt");
            papers =
                    new Papers(
                            request,
                            answer.body(),
                            receipt,
                            Receipts.json(partner, receipt),
                            Receipts.proof(partner, receipt));
        }
    }

    @Test
    void receipt_verifiesWithBothFiles() throws IOException {
        Receipts.Verdict verdict = verify(papers.proof(), papers.request(), papers.response());

        assertThat(verdict.exit()).as(verdict.output()).isZero();
        assertThat(verdict.output().toLowerCase(Locale.ROOT)).contains("verified");
    }

    @Test
    void jsonForm_holdsTheSameProof() {
        JsonNode json = papers.json();

        assertThat(json.get("state").asText()).isEqualTo("published");
        assertThat(json.get("id").asText()).isEqualTo(papers.receipt());
        assertThat(json.get("checkpoint").asText()).contains("\n— ");
        Receipts.Verdict verdict = Receipts.verify(folder, Receipts.keys(), proofOf(json));
        assertThat(verdict.exit()).as(verdict.output()).isZero();
    }

    private static String proofOf(JsonNode json) {
        return json.get("proof").asText();
    }

    @Test
    void proof_isTheFormThatOthersRead() {
        List<String> lines = papers.proof().lines().toList();

        assertThat(lines.get(0)).isEqualTo("c2sp.org/tlog-proof@v1");
        assertThat(lines.get(1)).startsWith("extra ");
        assertThat(lines.get(2)).matches("index \\d+");
        byte[] extra = Base64.getDecoder().decode(lines.get(1).substring("extra ".length()));
        String body = new String(extra, 32, extra.length - 32, StandardCharsets.UTF_8);
        assertThat(body).startsWith("{").contains("\"id\":\"" + papers.receipt() + "\"");
        assertThat(body).doesNotContain("acme-machine@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "middle", "last"})
    void changedByteOfTheRequest_isNoticed(String place) throws IOException {
        byte[] changed = changed(papers.request(), place);

        Receipts.Verdict verdict = verify(papers.proof(), changed, papers.response());

        assertThat(verdict.verified()).as(verdict.output()).isFalse();
        assertThat(verdict.output()).contains("NOT VERIFIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "middle", "last"})
    void changedByteOfTheResponse_isNoticed(String place) throws IOException {
        byte[] changed = changed(papers.response(), place);

        Receipts.Verdict verdict = verify(papers.proof(), papers.request(), changed);

        assertThat(verdict.verified()).as(verdict.output()).isFalse();
        assertThat(verdict.output()).contains("NOT VERIFIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"body", "index", "path", "size", "root", "signature"})
    void changedReceipt_isNoticed(String part) {
        String proof = spoilt(papers.proof(), part);
        assertThat(proof).isNotEqualTo(papers.proof());

        Receipts.Verdict verdict = Receipts.verify(folder, Receipts.keys(), proof);

        assertThat(verdict.verified()).as(verdict.output()).isFalse();
        assertThat(verdict.output()).contains("NOT VERIFIED");
    }

    @Test
    void anotherLogsKeys_proveNothing() {
        String foreign = "rogue.example+2c5a7d5b+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";

        Receipts.Verdict verdict = Receipts.verify(folder, foreign, papers.proof());

        assertThat(verdict.verified()).as(verdict.output()).isFalse();
    }

    private Receipts.Verdict verify(String proof, byte[] request, byte[] response)
            throws IOException {
        Path sent = Files.write(folder.resolve("request.json"), request);
        Path received = Files.write(folder.resolve("response.json"), response);
        return Receipts.verify(
                folder, Receipts.keys(), proof, "--request", sent, "--response", received);
    }

    private static byte[] changed(byte[] bytes, String place) {
        byte[] copy = bytes.clone();
        int index =
                switch (place) {
                    case "first" -> 0;
                    case "middle" -> copy.length / 2;
                    default -> copy.length - 1;
                };
        copy[index] ^= 1;
        return copy;
    }

    /** Changes one character where it means something. */
    private static String spoilt(String proof, String part) {
        List<String> lines = new java.util.ArrayList<>(proof.lines().toList());
        int note = lines.indexOf("") + 1;
        int line =
                switch (part) {
                    case "body" -> 1;
                    case "index" -> 2;
                    case "path" -> note - 2;
                    case "size" -> note + 1;
                    case "root" -> note + 2;
                    default -> note + 4;
                };
        String old = lines.get(line);
        int at =
                switch (part) {
                    case "index", "size" -> old.length() - 1;
                    default -> old.length() - 9;
                };
        char other = old.charAt(at) == '1' ? '2' : '1';
        lines.set(line, old.substring(0, at) + other + old.substring(at + 1));
        return String.join("\n", lines) + "\n";
    }
}
