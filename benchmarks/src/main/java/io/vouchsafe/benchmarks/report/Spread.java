package io.vouchsafe.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Median, least and greatest of repeated measurements. */
public record Spread(double median, double least, double greatest, int count) {
    public static Spread of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(
                median, sorted[0], Arrays.stream(sorted).max().getAsDouble(), sorted.length);
    }

    /** Such as {@code 0.83 (0.79–0.86)}. */
    public String text(int digits) {
        String number = "%." + digits + "f";
        return String.format(
                Locale.ROOT, number + " (" + number + "–" + number + ")", median, least, greatest);
    }
}
