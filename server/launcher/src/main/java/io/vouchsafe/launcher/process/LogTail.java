package io.vouchsafe.launcher.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a log file, for people. */
public final class LogTail {

    private static final int BYTES = 64 * 1024;
    private static final int LINES = 15;

    private LogTail() {}

    /** The last lines, indented; says so when there is none. */
    public static String of(Path log) {
        List<String> lines = read(log).lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return "  (empty)";
        }
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(line -> "  " + line)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** The last 64 KiB as text; empty when there is no file. */
    public static String read(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            int length = (int) Math.min(BYTES, file.length());
            file.seek(file.length() - length);
            byte[] bytes = new byte[length];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException missing) {
            return "";
        }
    }
}
