package io.vouchsafe.launcher.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Which process listens on a port: from /proc where there is one, else from lsof; may not know. */
final class PortHolder {

    private static final String LISTEN = "0A";
    private static final Path PROC = Path.of("/proc");

    private PortHolder() {}

    static Optional<String> of(int port) {
        try {
            Optional<Long> pid = Files.isDirectory(PROC.resolve("net")) ? proc(port) : lsof(port);
            return pid.map(PortHolder::describe);
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private static String describe(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().command())
                .map(command -> "process %d (%s)".formatted(pid, command))
                .orElse("process " + pid);
    }

    private static Optional<Long> proc(int port) throws IOException {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            Path path = PROC.resolve(table);
            if (Files.isReadable(path)) {
                Files.readAllLines(path).stream()
                        .map(line -> line.trim().split("\\s+"))
                        .filter(fields -> listensOn(fields, port))
                        .forEach(fields -> sockets.add("socket:[" + fields[9] + "]"));
            }
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .filter(path -> holdsAny(path, sockets))
                    .map(path -> Long.valueOf(path.getFileName().toString()))
                    .findFirst();
        }
    }

    private static boolean listensOn(String[] fields, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        return fields.length > 9 && fields[3].equals(LISTEN) && fields[1].endsWith(suffix);
    }

    private static boolean holdsAny(Path process, Set<String> sockets) {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return open.anyMatch(link -> sockets.contains(target(link)));
        } catch (IOException | UncheckedIOException foreignOrGone) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private static Optional<Long> lsof(int port) throws IOException {
        Process process =
                new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            process.waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return text.lines().filter(line -> line.matches("[0-9]+")).map(Long::valueOf).findFirst();
    }
}
