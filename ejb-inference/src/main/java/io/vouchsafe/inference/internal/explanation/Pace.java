package io.vouchsafe.inference.internal.explanation;

import io.vouchsafe.inference.spi.Deadline;

/**
 * How long sampling may go on: a quarter of the time that there was is kept for what comes after,
 * and rows that wait have their share of the rest.
 */
final class Pace {
    private final Deadline deadline;
    private final long kept;
    private long leave;
    private long last;
    private long longest;

    Pace(Deadline deadline) {
        this.deadline = deadline;
        this.kept = deadline.isLimited() ? deadline.remainingNanos() / 4 : 0;
        this.leave = kept;
        this.last = deadline.remainingNanos();
    }

    /** Begins the first of so many rows that still have to be sampled. */
    void share(int rowsLeft) {
        last = deadline.remainingNanos();
        longest = 0;
        if (deadline.isLimited()) {
            long free = Math.max(0, last - kept);
            leave = last - free / rowsLeft;
        }
    }

    /** Asked between two blocks: true when another one like the longest would take too long. */
    boolean late() {
        if (!deadline.isLimited()) {
            return false;
        }
        long left = deadline.remainingNanos();
        longest = Math.max(longest, last - left);
        last = left;
        return left - longest < leave;
    }
}
