package io.vouchsafe.partners.internal.admission;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.partners.RateLimit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Calls per second of each contract, on this node: a token bucket that holds one second's worth and
 * refills evenly. The clock is the JVM's, so no step of the wall clock opens it.
 */
final class Rates {
    private static final long NANOS = 1_000_000_000L;

    private final TimeMeter clock;
    private final Map<ContractId, Limited> limited = new ConcurrentHashMap<>();

    Rates(LongSupplier nanoTime) {
        this.clock = new Nanos(nanoTime);
    }

    /**
     * What was taken.
     *
     * @param delay zero when taken; else until it could be
     */
    record Take(Duration delay, RateLimit limit) {
        boolean granted() {
            return delay.isZero();
        }
    }

    /** Takes {@code calls}, or nothing; more calls than a second's worth are taken as that many. */
    Take take(ContractId contract, long perSecond, long calls) {
        Limited entry =
                limited.compute(
                        contract,
                        (id, known) ->
                                known != null && known.perSecond() == perSecond
                                        ? known
                                        : new Limited(perSecond, bucket(perSecond)));
        ConsumptionProbe probe =
                entry.bucket().tryConsumeAndReturnRemaining(Math.min(calls, perSecond));
        Duration delay =
                probe.isConsumed()
                        ? Duration.ZERO
                        : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
        return new Take(delay, new RateLimit(perSecond, probe.getRemainingTokens(), 1));
    }

    /** Forgets contracts that are no longer known. */
    void retain(Predicate<ContractId> known) {
        limited.keySet().removeIf(known.negate());
    }

    private Bucket bucket(long perSecond) {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(perSecond)
                                        .refillGreedy(perSecond, Duration.ofNanos(NANOS)))
                .withCustomTimePrecision(clock)
                .build();
    }

    private record Limited(long perSecond, Bucket bucket) {}

    private record Nanos(LongSupplier nanoTime) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
