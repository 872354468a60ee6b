package io.vouchsafe.verifier;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Published vectors beside the checkout; where they are absent a test is skipped, saying so. */
public final class SharedData {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SharedData() {}

    public static Path conformance(String name) {
        Path root = Path.of(System.getProperty("vouchsafe.root", "..")).toAbsolutePath();
        Path data = root.resolve("../shared/data/conformance").resolve(name).normalize();
        assumeTrue(Files.exists(data), "SKIPPED: no published vectors at ../shared/data: " + name);
        return data;
    }

    public static List<Path> jsonFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    public static JsonNode json(Path file) throws IOException {
        return MAPPER.readTree(file.toFile());
    }
}
