package io.vouchsafe.verifier.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vouchsafe.verifier.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as an auditor runs it: one file, one JDK, nothing else. */
class AuditVerifierJarIT {

    private static final int OLDEST = 21;
    private static final Path JAR = Path.of(System.getProperty("vouchsafe.verifier.jar", ""));

    @TempDir private static Path folder = Path.of("");

    private record Run(int exit, String out, String err) {}

    @TestFactory
    Stream<DynamicTest> jarVerifiesOnEveryJdkFound() throws IOException {
        assumeTrue(Files.isRegularFile(JAR), "SKIPPED: the jar is not packaged: " + JAR);
        Path alone = Files.copy(JAR, folder.resolve("alone.jar"));
        Map<Path, Integer> jdks = jdks();
        assumeTrue(!jdks.isEmpty(), "SKIPPED: no JDK of version 21 or newer found");
        for (String name :
                List.of("keys.txt", "receipt.tlog-proof", "request.json", "response.json")) {
            Files.write(folder.resolve(name), Samples.golden(name));
        }
        byte[] changed = Samples.golden("receipt.tlog-proof");
        changed[changed.length / 2] ^= 1;
        Files.write(folder.resolve("changed.tlog-proof"), changed);
        return jdks.entrySet().stream()
                .map(
                        jdk ->
                                dynamicTest(
                                        "JDK " + jdk.getValue() + " at " + jdk.getKey(),
                                        () -> verifies(jdk.getKey(), alone)));
    }

    private static void verifies(Path jdk, Path jar) throws Exception {
        Run good =
                run(
                        jdk,
                        jar,
                        "verify",
                        "--keys",
                        "keys.txt",
                        "--request",
                        "request.json",
                        "--response",
                        "response.json",
                        "receipt.tlog-proof");
        Run bad = run(jdk, jar, "verify", "--keys", "keys.txt", "changed.tlog-proof");
        Run wrong = run(jdk, jar, "verify", "--keys", "missing", "receipt.tlog-proof");
        Run version = run(jdk, jar, "--version");

        assertThat(good.exit()).as(good.err()).isZero();
        assertThat(good.out())
                .startsWith("VERIFIED  receipt 0198c7a2-5b1e-7c3d-8e4f-0123456789ab")
                .contains("ML-DSA-44", "request matches; response matches");
        assertThat(good.err()).isEmpty();
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.out()).startsWith("NOT VERIFIED: ");
        assertThat(bad.err()).startsWith("NOT VERIFIED: ");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(version.out()).matches("(?s)audit-verifier \\d.*");
    }

    @Test
    void jarCarriesNoForeignSignature_andItsLicences() throws IOException {
        assumeTrue(Files.isRegularFile(JAR), "SKIPPED: the jar is not packaged: " + JAR);
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(entry -> entry.getName()).toList();

            assertThat(names)
                    .contains("META-INF/NOTICE")
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"))
                    .noneMatch(name -> name.endsWith("module-info.class"));
            assertThat(names).doesNotHaveDuplicates();
        }
    }

    @Test
    void plainArtifactStaysALibrary() throws IOException {
        assumeTrue(Files.isRegularFile(JAR), "SKIPPED: the jar is not packaged: " + JAR);
        try (Stream<Path> files = Files.list(JAR.resolveSibling("."))) {
            Path library =
                    files.filter(
                                    file ->
                                            file.getFileName()
                                                    .toString()
                                                    .matches("audit-verifier-.*\\.jar"))
                            .findFirst()
                            .orElseThrow();
            try (JarFile jar = new JarFile(library.toFile())) {
                assertThat(jar.stream().map(entry -> entry.getName()))
                        .noneMatch(name -> name.startsWith("org/bouncycastle"))
                        .noneMatch(name -> name.startsWith("picocli"));
            }
        }
    }

    private static Run run(Path jdk, Path jar, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin/java").toString());
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.contains("JAVA") || name.contains("JDK"));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /**
     * The JDK that runs this test and those in the usual folders, each once, with their feature
     * versions.
     */
    private static Map<Path, Integer> jdks() throws IOException {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        Path home = Path.of(System.getProperty("user.home"));
        for (Path usual :
                List.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/usr/java"),
                        Path.of("/opt"),
                        Path.of("/opt/java"),
                        Path.of("/Library/Java/JavaVirtualMachines"),
                        home.resolve(".sdkman/candidates/java"),
                        home.resolve(".jdks"))) {
            if (Files.isDirectory(usual)) {
                try (Stream<Path> children = Files.list(usual)) {
                    children.forEach(
                            child -> homes.addAll(List.of(child, child.resolve("Contents/Home"))));
                }
            }
        }
        Map<Path, Integer> jdks = new LinkedHashMap<>();
        for (Path one : homes) {
            if (Files.isExecutable(one.resolve("bin/java")) && version(one) >= OLDEST) {
                jdks.put(one.toRealPath(), version(one));
            }
        }
        return jdks;
    }

    private static int version(Path jdk) throws IOException {
        Path release = jdk.resolve("release");
        if (!Files.isRegularFile(release)) {
            return 0;
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(release)) {
            properties.load(in);
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("[^0-9]", 2)[0]);
    }
}
