package io.vouchsafe.benchmarks.load;

import java.util.Arrays;
import java.util.List;

/** Durations in nanoseconds; every one is kept, so percentiles are exact. */
public final class Latencies {
    private long[] values = new long[1 << 12];
    private int size;

    void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = nanos;
    }

    static Latencies merged(List<Latencies> parts) {
        Latencies all = new Latencies();
        all.values = new long[Math.max(1, parts.stream().mapToInt(Latencies::size).sum())];
        for (Latencies part : parts) {
            System.arraycopy(part.values, 0, all.values, all.size, part.size);
            all.size += part.size;
        }
        Arrays.sort(all.values, 0, all.size);
        return all;
    }

    public int size() {
        return size;
    }

    /**
     * The nearest-rank percentile in milliseconds, of a merged one.
     *
     * @param percent such as 99.0
     */
    public double millis(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100.0 * size);
        return values[Math.clamp(rank - 1, 0, size - 1)] / 1e6;
    }
}
