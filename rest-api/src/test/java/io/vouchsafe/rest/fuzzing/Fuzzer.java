package io.vouchsafe.rest.fuzzing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs Jazzer on a target: a class with {@code public static void fuzzerTestOneInput(byte[])} that
 * throws when it finds something. A hang, an error and a crash are findings, too.
 */
public final class Fuzzer {
    /** Of one input, on a machine that does much else. */
    private static final int HANG_SECONDS = 30;

    private static final int MEMORY_MIB = 512;

    private Fuzzer() {}

    /**
     * What came of it.
     *
     * @param exit 0: nothing was found
     * @param output its last part; names the input that was found
     */
    public record Outcome(int exit, String output) {}

    public static Duration patience() {
        return Boolean.getBoolean("vouchsafe.long") ? Duration.ofHours(1) : Duration.ofSeconds(20);
    }

    /**
     * Fuzzes.
     *
     * @param folder for seeds and findings
     */
    public static Outcome run(Class<?> target, List<byte[]> seeds, Path folder, Duration patience)
            throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(command(target, corpus, folder, patience))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            long limit = patience.toSeconds() + 180;
            if (!process.waitFor(limit, TimeUnit.SECONDS)) {
                return new Outcome(-1, "no end within " + limit + " s; " + tail(output));
            }
            return new Outcome(process.exitValue(), tail(output));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static List<String> command(
            Class<?> target, Path corpus, Path folder, Duration patience) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + MEMORY_MIB + "m");
        command.add("-XX:MaxDirectMemorySize=" + MEMORY_MIB + "m");
        command.add("-cp");
        command.add(System.getProperty("java.class.path", "."));
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + target.getName());
        command.add(
                "--instrumentation_includes=io.vouchsafe.rest.**"
                        + File.pathSeparator
                        + "com.fasterxml.jackson.core.**");
        command.add("--reproducer_path=" + folder);
        command.add("-artifact_prefix=" + folder + File.separator);
        command.add("-max_total_time=" + patience.toSeconds());
        command.add("-timeout=" + HANG_SECONDS);
        command.add("-print_final_stats=1");
        command.add(corpus.toString());
        return command;
    }

    private static String tail(Path output) throws IOException {
        byte[] bytes = Files.readAllBytes(output);
        int from = Math.max(0, bytes.length - 6000);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
