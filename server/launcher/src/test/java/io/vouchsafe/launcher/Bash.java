package io.vouchsafe.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs bash without input and collects what it says. */
final class Bash {

    static final Path ROOT = Path.of(System.getProperty("vouchsafe.root"));
    static final Path SCRIPTS = ROOT.resolve("server/launcher/src/main/sh");

    private Bash() {}

    /** The environment is exactly the given one. */
    static Result run(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash");
        builder.command().addAll(arguments);
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process bash = builder.start();
        byte[] output = bash.getInputStream().readAllBytes();
        return new Result(bash.waitFor(), new String(output, StandardCharsets.UTF_8));
    }

    record Result(int code, String output) {}
}
