package io.vouchsafe.it.scene;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Data beside the checkout that is not part of it: tests that need it are skipped without it. */
public final class SharedData {
    private static final Path ROOT =
            Path.of(System.getProperty("vouchsafe.root", "..")).resolve("../shared/data");

    private SharedData() {}

    public static Optional<Path> find(String path) {
        Path file = ROOT.resolve(path).normalize();
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    /** Skips the test, visibly, when it is not there. */
    public static Path require(String path) {
        Optional<Path> file = find(path);
        Assumptions.assumeTrue(file.isPresent(), () -> "../shared/data/" + path + " is not there");
        return file.orElseThrow();
    }
}
