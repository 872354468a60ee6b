package io.vouchsafe.launcher.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's own pid file after a crash. PostgreSQL sees through a dead number, but refuses to
 * start when the number belongs to another living process by now. The data folder's lock is held
 * and orphans are stopped before this runs, so a number whose process began after the file was
 * written is stale.
 */
final class StalePid {

    private StalePid() {}

    static void remove(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (Files.exists(file) && isStale(Files.readAllLines(file))) {
            Files.delete(file);
        }
    }

    private static boolean isStale(List<String> lines) {
        try {
            long pid = Long.parseLong(lines.get(0).strip());
            Instant written = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            return owner(pid).map(owner -> beganAfter(owner, written)).orElse(true);
        } catch (NumberFormatException | IndexOutOfBoundsException damaged) {
            return true;
        }
    }

    private static Optional<ProcessHandle> owner(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    private static boolean beganAfter(ProcessHandle owner, Instant written) {
        return owner.info()
                .startInstant()
                .map(began -> Duration.between(written, began).toSeconds() > 2)
                .orElse(false);
    }
}
