package io.vouchsafe.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A launcher in a JVM of its own, ended at every kind of moment. */
@Timeout(180)
class StopHalfwayTest {

    private static final int MOMENTS = Boolean.getBoolean("vouchsafe.long") ? 200 : 6;

    @TempDir Path temp;

    @BeforeEach
    void needsProc() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "looks for leftovers in /proc");
    }

    @Test
    void termAtAnyMoment_endsWithZeroAndLeavesNobody() throws Exception {
        Random random = new Random(20_261_123);
        for (int i = 0; i < MOMENTS; i++) {
            Path folder = temp.resolve("moment-" + i);
            Process launcher = launch(folder);
            awaitLine(launcher, "supervised");
            int millis = random.nextInt(1_200);
            launcher.waitFor(millis, TimeUnit.MILLISECONDS);

            signal(launcher, "TERM");

            assertThat(exitCode(launcher)).as("TERM after %d ms", millis).isZero();
            assertThat(leftovers(folder)).as("TERM after %d ms", millis).isEmpty();
            assertThat(marks(folder)).as("TERM after %d ms", millis).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void eachWayToAsk_isARequest(String signal) throws Exception {
        assumeFalse(
                signal.equals("INT") && InheritedSignals.interruptIsIgnored(),
                InheritedSignals.WHY);
        Path folder = temp.resolve(signal);
        Process launcher = launch(folder);
        awaitLine(launcher, "Ready.");

        signal(launcher, signal);

        assertThat(exitCode(launcher)).isZero();
        assertThat(leftovers(folder)).isEmpty();
    }

    @Test
    void aServerThatDies_takesTheOthersWithItAndIsAFailure() throws Exception {
        Path folder = temp.resolve("died");
        Process launcher = launch(folder);
        awaitLine(launcher, "Ready.");
        String mark = Files.readString(folder.resolve("run/wildfly.pid"));

        ProcessHandle.of(Long.parseLong(mark.split(" ")[0])).orElseThrow().destroyForcibly();

        assertThat(exitCode(launcher)).isEqualTo(1);
        assertThat(leftovers(folder)).isEmpty();
    }

    @Test
    void aKilledLauncher_isFollowedByOneThatClearsUp() throws Exception {
        Path folder = temp.resolve("killed");
        Process first = launch(folder);
        awaitLine(first, "Ready.");
        first.destroyForcibly().waitFor();
        assertThat(leftovers(folder)).as("the kill leaves orphans").hasSizeGreaterThanOrEqualTo(3);

        Process second = launch(folder);

        awaitLine(second, "Stopped what a killed launcher left");
        awaitLine(second, "Ready.");
        signal(second, "TERM");
        assertThat(exitCode(second)).isZero();
        assertThat(leftovers(folder)).isEmpty();
    }

    private static Process launch(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangingStages.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static void awaitLine(Process process, String text) throws IOException {
        BufferedReader reader = reader(process);
        List<String> seen = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            seen.add(line);
            if (line.contains(text)) {
                return;
            }
        }
        throw new AssertionError("ended without '" + text + "': " + seen);
    }

    private static BufferedReader reader(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private static void signal(Process process, String signal) throws Exception {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
                .start()
                .waitFor();
    }

    private static int exitCode(Process process) throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return process.exitValue();
    }

    /** Every living process that was given the folder in its environment. */
    private static List<String> leftovers(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                String environment = text(process.resolve("environ"));
                if (environment.contains("VOUCHSAFE_TEST=" + folder)) {
                    found.add(process + " " + text(process.resolve("cmdline")).replace('\0', ' '));
                }
            }
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException notAProcessOrGone) {
            return "";
        }
    }

    private static List<Path> marks(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("run"))) {
            return files.toList();
        }
    }
}
