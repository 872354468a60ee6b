package io.vouchsafe.it.scene;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Receipts: fetched from the server, verified by the auditor's own program. */
public final class Receipts {
    private static final Path VERIFIER = Path.of(System.getProperty("test.verifier", ""));

    /** What the program said and how it ended. */
    public record Verdict(int exit, String output) {
        public boolean verified() {
            return exit == 0;
        }
    }

    private Receipts() {}

    /** The receipt as JSON, waiting for its checkpoint. */
    public static JsonNode json(Api reader, String id) {
        return reader.get("/log/receipts/" + id).expect(200).json();
    }

    /** The body of the entry behind the receipt. */
    public static JsonNode entry(Api reader, String id) {
        return json(reader, id).get("entry");
    }

    /** The file that the verifier takes. */
    public static String proof(Api reader, String id) {
        return reader.get("/log/receipts/" + id, "Accept", "text/plain").expect(200).text();
    }

    /** Trusted keys, as an auditor would have got them beforehand. */
    public static String keys() {
        return Api.nobody().get("/log/keys").expect(200).text();
    }

    /** Runs the jar as a process of its own, without a server. */
    public static Verdict verify(Path folder, String keys, String proof, Object... more) {
        try {
            Path keyFile = Files.writeString(folder.resolve("keys.txt"), keys);
            Path receipt = Files.writeString(folder.resolve("receipt.tlog-proof"), proof);
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"));
            command.add(VERIFIER.toString());
            command.addAll(List.of("verify", "--keys", keyFile.toString()));
            for (Object argument : more) {
                command.add(argument.toString());
            }
            command.add(receipt.toString());
            Path output = folder.resolve("verdict.txt");
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the verifier did not end");
            }
            return new Verdict(process.exitValue(), Files.readString(output));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
