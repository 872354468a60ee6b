package io.vouchsafe.verifier.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.verifier.Receipt;
import io.vouchsafe.verifier.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path keys = Path.of("");
    private Path receipt = Path.of("");
    private Path request = Path.of("");
    private Path response = Path.of("");

    @BeforeEach
    void writeGoldenFiles() {
        keys = write("keys.txt", Samples.golden("keys.txt"));
        receipt = write("receipt.tlog-proof", Samples.golden("receipt.tlog-proof"));
        request = write("request.json", Samples.golden("request.json"));
        response = write("response.json", Samples.golden("response.json"));
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private int run(Object... arguments) {
        return Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    @Test
    void trueReceipt_isVerifiedInOneLine() {
        int exit =
                run(
                        "verify",
                        "--keys",
                        keys,
                        "--request",
                        request,
                        "--response",
                        response,
                        receipt);

        assertThat(exit).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(out.toString())
                .startsWith(
                        "VERIFIED  receipt 0198c7a2-5b1e-7c3d-8e4f-0123456789ab entry 6 in checkpoint"
                                + " 13 of vouchsafe.example/log, signed by vouchsafe.example/log (Ed25519),"
                                + " vouchsafe.example/log (ML-DSA-44 at 2026-11-23T18:00:00Z)")
                .contains("; request matches; response matches; ")
                .contains(
                        "type prediction, contract acme-2026@1, model half_plus_two@1, decision"
                                + " ALLOW, time 2026-11-23T18:00:00.123Z");
    }

    @Test
    void withoutFiles_theLineSaysThatTheyWereNotGiven() {
        assertThat(run("verify", "--keys=" + keys, receipt)).isZero();

        assertThat(out.toString()).contains("request not given; response not given");
    }

    @Test
    void changedReceipt_failsLoudlyOnBothStreams() {
        byte[] changed = Samples.golden("receipt.tlog-proof");
        changed[100] ^= 1;
        Path file = write("changed.tlog-proof", changed);

        int exit = run("verify", "--keys", keys, file);

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).startsWith("NOT VERIFIED: ").doesNotContain("VERIFIED  ");
        assertThat(err.toString()).isEqualTo(out.toString());
    }

    @Test
    void changedRequest_failsAndIsNamed() {
        Path other = write("other.json", Samples.bytes("{}"));

        assertThat(run("verify", "--keys", keys, "--request", other, receipt)).isEqualTo(1);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "NOT VERIFIED: The request file is not the request that this receipt stands"
                                + " for.");
    }

    @Test
    void swappedFiles_fail() {
        int exit =
                run(
                        "verify",
                        "--keys",
                        keys,
                        "--request",
                        response,
                        "--response",
                        request,
                        receipt);

        assertThat(exit).isEqualTo(1);
    }

    @Test
    void jsonOutput_isOneLineForPrograms() throws IOException {
        assertThat(run("verify", "--json", "--keys", keys, "--request", request, receipt)).isZero();

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(json.get("verified").asBoolean()).isTrue();
        assertThat(json.get("receipt").asText()).startsWith("0198c7a2");
        assertThat(json.get("index").asText()).isEqualTo("6");
        assertThat(json.get("size").asText()).isEqualTo("13");
        assertThat(json.get("requestMatches").asBoolean()).isTrue();
        assertThat(json.get("responseMatches").isNull()).isTrue();
        assertThat(json.get("signatures")).hasSize(3);
    }

    @Test
    void jsonOutputOfAFailure_carriesReasonAndSentence() throws IOException {
        Path empty = write("empty", new byte[0]);

        assertThat(run("verify", "--json", "--keys", keys, empty)).isEqualTo(1);

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("verified").asBoolean()).isFalse();
        assertThat(json.get("reason").asText()).isEqualTo("PROOF");
        assertThat(json.get("sentence").asText()).isNotBlank();
        assertThat(err.toString()).startsWith("NOT VERIFIED: ");
    }

    @Test
    void jsonReceipt_isAcceptedToo() throws IOException {
        String proof = new String(Samples.golden("receipt.tlog-proof"), StandardCharsets.UTF_8);
        byte[] json =
                new ObjectMapper()
                        .writeValueAsBytes(Map.of("proof", proof, "remark", "not proven"));

        assertThat(run("verify", "--keys", keys, write("receipt.json", json))).isZero();

        assertThat(out.toString()).contains("not covered by the proof: remark");
    }

    @Test
    void ignoredSignatures_areNamed() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(keys));
        lines.removeIf(line -> line.startsWith("witness"));
        Files.write(keys, lines);

        assertThat(run("verify", "--keys", keys, receipt)).isZero();

        assertThat(out.toString())
                .contains("signatures of unknown keys ignored: witness.example/w1+02174a32");
    }

    @Test
    void missingFiles_areNamedAndUnreadable() {
        Path missing = folder.resolve("missing");

        assertThat(run("verify", "--keys", missing, receipt)).isEqualTo(2);
        assertThat(run("verify", "--keys", keys, missing)).isEqualTo(2);
        assertThat(run("verify", "--keys", keys, "--request", missing, receipt)).isEqualTo(2);
        assertThat(run("verify", "--keys", keys, "--response", missing, receipt)).isEqualTo(2);
        assertThat(run("verify", "--keys", keys, folder)).isEqualTo(2);
        assertThat(run("verify", "--keys", keys, "--response", folder, receipt)).isEqualTo(2);

        assertThat(err.toString().lines())
                .hasSize(6)
                .allMatch(line -> line.startsWith("NOT VERIFIED: The "));
        assertThat(err.toString()).contains("there is no such file");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void keysThatAreNone_areUnreadable() {
        Path rubbish = write("rubbish", Samples.bytes("rubbish\n"));

        assertThat(run("verify", "--keys", rubbish, receipt)).isEqualTo(2);

        assertThat(err.toString()).contains("Line 1 of the keys file");
    }

    @Test
    void hugeFiles_areUnreadable() {
        Path huge = write("huge", new byte[Receipt.MAX_FILE_BYTES + 1]);

        assertThat(run("verify", "--keys", keys, huge)).isEqualTo(2);
        assertThat(run("verify", "--keys", huge, receipt)).isEqualTo(2);

        assertThat(err.toString())
                .contains("larger than 16777216 bytes", "larger than 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "verify",
                "verify --keys K",
                "verify R",
                "verify --keys K R R",
                "verify --keys K --unknown R",
                "verify --keys K --keys K R",
                "verify --keys K --request",
                "consistency",
                "@file",
            })
    void wrongUse_isExplainedOnTheErrorStream(String line) {
        Object[] arguments =
                Arrays.stream(line.split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(
                                word ->
                                        switch (word) {
                                            case "K" -> keys;
                                            case "R" -> receipt;
                                            default -> word;
                                        })
                        .toArray();

        assertThat(run(arguments)).isEqualTo(2);

        assertThat(err.toString()).contains("audit-verifier");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpAndVersionAreOnRequest() {
        assertThat(run("--help")).isZero();
        assertThat(run("verify", "--help")).isZero();
        assertThat(run("--version")).isZero();

        assertThat(out.toString())
                .contains("verify", "--keys", "--request", "--response", "--json", "RECEIPT")
                .containsOnlyOnce("(not packaged)");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void faultOfTheVerifierItself_isLoudToo() {
        int exit = Main.refuse(new PrintWriter(err), new IllegalStateException("broken"));

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).startsWith("NOT VERIFIED: ").contains("broken", "MainTest");
    }

    @Test
    void textFromAFile_cannotSteerTheTerminal() {
        Path odd = folder.resolve("a\u001b[2Kb");

        assertThat(run("verify", "--keys", keys, odd)).isEqualTo(2);

        assertThat(err.toString()).contains("a\\u{1b}[2Kb").doesNotContain("\u001b");
    }
}
