package io.vouchsafe.inference.internal.shadow;

import io.vouchsafe.governance.Comparison;
import java.time.Instant;
import java.util.Optional;

/** What was counted of one shadow since it was written last. */
final class Tally {
    private final Copy.Pair pair;
    private long compared;
    private long failed;
    private long dropped;
    private long labels;
    private long agreed;
    private double largest;
    private Instant since = Instant.EPOCH;

    Tally(Copy.Pair pair) {
        this.pair = pair;
    }

    synchronized void compared(Difference difference, Instant now) {
        begin(now);
        compared++;
        labels += difference.labels();
        agreed += difference.agreed();
        largest = Math.max(largest, difference.largest());
    }

    synchronized void failed(Instant now) {
        begin(now);
        failed++;
    }

    synchronized void dropped(Instant now) {
        begin(now);
        dropped++;
    }

    private void begin(Instant now) {
        if (isEmpty()) {
            since = now;
        }
    }

    private boolean isEmpty() {
        return compared + failed + dropped == 0;
    }

    /** What there is, which the tally forgets; empty when there is nothing. */
    synchronized Optional<Comparison> take() {
        if (isEmpty()) {
            return Optional.empty();
        }
        var taken =
                new Comparison(
                        pair.shadow(),
                        pair.champion(),
                        compared,
                        failed,
                        dropped,
                        labels,
                        agreed,
                        largest,
                        since);
        compared = 0;
        failed = 0;
        dropped = 0;
        labels = 0;
        agreed = 0;
        largest = 0;
        return Optional.of(taken);
    }

    /** Takes back what could not be written. */
    synchronized void add(Comparison kept) {
        since = isEmpty() || kept.since().isBefore(since) ? kept.since() : since;
        compared += kept.compared();
        failed += kept.failed();
        dropped += kept.dropped();
        labels += kept.labels();
        agreed += kept.agreed();
        largest = Math.max(largest, kept.maxDifference());
    }
}
