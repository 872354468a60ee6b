package io.vouchsafe.inference.spi;

import java.time.Duration;

/** The moment after which nobody waits for an answer any more. */
public final class Deadline {
    /** Waits for ever: warm-ups, self-checks, trainers. */
    public static final Deadline NONE = new Deadline(Long.MAX_VALUE, false);

    private final long nanoTime;
    private final boolean limited;

    private Deadline(long nanoTime, boolean limited) {
        this.nanoTime = nanoTime;
        this.limited = limited;
    }

    /** From now on {@code patience} is left. */
    public static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos(), true);
    }

    public boolean isLimited() {
        return limited;
    }

    /** What is left, never negative; {@link Long#MAX_VALUE} when there is no limit. */
    public long remainingNanos() {
        return limited ? Math.max(0, nanoTime - System.nanoTime()) : Long.MAX_VALUE;
    }

    public boolean passed() {
        return remainingNanos() == 0;
    }

    /**
     * For loops between two native calls.
     *
     * @throws DeadlineExceededException when it passed
     */
    public void check() {
        if (passed()) {
            throw new DeadlineExceededException(null);
        }
    }
}
