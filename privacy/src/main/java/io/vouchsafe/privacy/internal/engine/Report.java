package io.vouchsafe.privacy.internal.engine;

import java.util.Map;
import java.util.TreeMap;

/** Counts rows acted on, by {@code operator:tensor}; holds names and counts, never a value. */
final class Report {
    private final Map<String, Integer> counts = new TreeMap<>();

    void add(String operator, String tensor, long rows) {
        if (rows > 0) {
            int counted = (int) Math.min(rows, Integer.MAX_VALUE);
            counts.merge(operator + ":" + tensor, counted, Report::saturatedSum);
        }
    }

    Map<String, Integer> counts() {
        return counts;
    }

    private static int saturatedSum(int some, int more) {
        return (int) Math.min((long) some + more, Integer.MAX_VALUE);
    }
}
