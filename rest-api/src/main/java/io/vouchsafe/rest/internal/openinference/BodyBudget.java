package io.vouchsafe.rest.internal.openinference;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory that bodies take together while they are read, decoded and answered. Without it
 * a handful of large bodies, each within its own limit, could end the server.
 */
final class BodyBudget {
    /** A body of very short strings takes about seven times its size once decoded. */
    private static final int FACTOR = 8;

    private static final int UNIT = 1024;

    private final int all;
    private final Semaphore units;

    /**
     * Makes one.
     *
     * @param memory bytes that bodies may take together, decoded
     */
    BodyBudget(long memory) {
        all = (int) Math.clamp(memory / FACTOR / UNIT, 1, Integer.MAX_VALUE);
        units = new Semaphore(all, true);
    }

    /**
     * Room for a body of {@code bytes} on the wire, waiting up to {@code patience}; empty when
     * there is none. A body larger than the whole budget takes all of it.
     */
    Optional<Room> take(long bytes, Duration patience) throws InterruptedException {
        int wanted = (int) Math.clamp(bytes / UNIT + 1, 1, all);
        return units.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(new Room(units, wanted))
                : Optional.empty();
    }

    /** What a body holds until it is answered. */
    record Room(Semaphore units, int taken) implements AutoCloseable {
        @Override
        public void close() {
            units.release(taken);
        }
    }
}
