package io.vouchsafe.launcher.wildfly;

import io.vouchsafe.launcher.process.LogTail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads in WildFly's log that it started "with errors". The endpoint gets a moment to answer all
 * the same; then waiting on is pointless.
 */
final class BootLog {

    private static final String STARTED_WITH_ERRORS = "WFLYSRV0026";
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int SHOWN = 12;

    private final Path log;
    private final Duration grace;
    private @Nullable Instant failed;

    BootLog(Path log) {
        this(log, GRACE);
    }

    BootLog(Path log, Duration grace) {
        this.log = log;
        this.grace = grace;
    }

    /** The errors' first lines once the grace has passed. */
    Optional<String> failure() {
        if (failed == null) {
            if (LogTail.read(log).contains(STARTED_WITH_ERRORS)) {
                failed = Instant.now();
            }
            return Optional.empty();
        }
        if (Instant.now().isBefore(failed.plus(grace))) {
            return Optional.empty();
        }
        return Optional.of(errors());
    }

    private String errors() {
        String errors =
                LogTail.read(log)
                        .lines()
                        .filter(line -> line.contains(" ERROR ") || line.contains("Caused by"))
                        .limit(SHOWN)
                        .map(line -> "  " + line)
                        .collect(Collectors.joining(System.lineSeparator()));
        return errors.isEmpty() ? LogTail.of(log) : errors;
    }
}
