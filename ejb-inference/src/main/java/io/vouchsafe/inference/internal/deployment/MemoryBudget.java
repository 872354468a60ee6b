package io.vouchsafe.inference.internal.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The memory that models may take together. A model counts with the size of its files: variables,
 * which are most of it, are as large in memory.
 */
final class MemoryBudget {
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final long limit;
    private long taken;
    private int leaving;

    MemoryBudget(long limit) {
        this.limit = limit;
    }

    long limit() {
        return limit;
    }

    synchronized long taken() {
        return taken;
    }

    /** False when there is no room for it now. */
    synchronized boolean take(long bytes) {
        if (bytes > limit - taken) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** A model is about to be closed; {@link #left} follows. */
    synchronized void leave() {
        leaving++;
    }

    /** Its memory is free. */
    synchronized void left(long bytes) {
        leaving--;
        taken -= bytes;
        notifyAll();
    }

    /** What was taken for a model that was not loaded after all. */
    synchronized void giveBack(long bytes) {
        taken -= bytes;
        notifyAll();
    }

    /** Waits for one that is being closed; false when there is none, or it takes too long. */
    synchronized boolean awaitLeaver() {
        long until = System.nanoTime() + PATIENCE;
        long before = taken;
        while (leaving > 0 && taken == before) {
            long millis = (until - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            try {
                wait(millis);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return taken != before;
    }

    /** Of all files below the folder. */
    static long sizeOf(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(MemoryBudget::size).sum();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
