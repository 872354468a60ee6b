package io.vouchsafe.kernel;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a call consumed, by meter, such as {@code {"calls": 1, "rows": 64}}.
 *
 * @param meters no negative counts; sorted by name
 */
public record Units(Map<String, Long> meters) {
    /** One call, whatever its size; what quotas count. */
    public static final String CALLS = "calls";

    /** Rows of the first input: the outermost dimension, 1 for a scalar. */
    public static final String ROWS = "rows";

    public static final Units NONE = new Units(Map.of());

    public Units {
        meters = java.util.Collections.unmodifiableMap(new TreeMap<>(meters));
        for (var meter : meters.entrySet()) {
            if (meter.getValue() < 0) {
                throw new IllegalArgumentException("Negative count of " + meter.getKey());
            }
        }
    }

    public static Units call(long rows) {
        return new Units(Map.of(CALLS, 1L, ROWS, rows));
    }

    public long of(String meter) {
        return meters.getOrDefault(meter, 0L);
    }
}
