package io.vouchsafe.outbound;

import java.time.Duration;

/**
 * How long and how much.
 *
 * @param connect until a connection stands
 * @param quiet between two bytes of the answer
 * @param total until the answer's last byte, whatever came in between
 * @param maxBytes of the answer's body
 */
public record Limits(Duration connect, Duration quiet, Duration total, long maxBytes) {
    public Limits {
        if (!positive(connect) || !positive(quiet) || !positive(total) || maxBytes < 0) {
            throw new IllegalArgumentException("A limit is not positive");
        }
    }

    private static boolean positive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    /** The same with less time in total. */
    public Limits within(Duration rest) {
        return rest.compareTo(total) < 0 ? new Limits(connect, quiet, rest, maxBytes) : this;
    }
}
