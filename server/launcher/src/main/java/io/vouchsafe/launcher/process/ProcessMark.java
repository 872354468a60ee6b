package io.vouchsafe.launcher.process;

import io.vouchsafe.launcher.data.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process and the moment it began, as kept in a file: a number alone may belong to somebody else
 * by now.
 */
record ProcessMark(long pid, long began) {

    // The clock's origin as the kernel tells it moves by up to a second when the clock is set.
    private static final long TOLERANCE_MILLIS = 2_000;

    static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), began(process));
    }

    static Optional<ProcessMark> read(Path file) throws IOException {
        String[] fields = Files.readString(file).strip().split(" ");
        try {
            return Optional.of(
                    new ProcessMark(Long.parseLong(fields[0]), Long.parseLong(fields[1])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException damaged) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        PrivateFiles.write(file, pid + " " + began + "\n");
    }

    /** The process when it still runs and is the same one. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(began(process) - began) <= TOLERANCE_MILLIS);
    }

    private static long began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE / 2);
    }
}
