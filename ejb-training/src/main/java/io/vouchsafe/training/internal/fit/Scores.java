package io.vouchsafe.training.internal.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Metrics of predicted probabilities against true classes. */
final class Scores {
    private Scores() {}

    /**
     * Computes.
     *
     * @param probabilities rows × classes
     * @param labels true class of each row
     */
    static Map<String, Double> of(float[][] probabilities, int[] labels) {
        int classes = probabilities[0].length;
        int[] counts = new int[classes];
        int right = 0;
        double logLoss = 0;
        for (int row = 0; row < labels.length; row++) {
            counts[labels[row]]++;
            float[] p = probabilities[row];
            int best = IntStream.range(0, classes).reduce((a, b) -> p[b] > p[a] ? b : a).orElse(0);
            right += best == labels[row] ? 1 : 0;
            logLoss -= Math.log(Math.max(p[labels[row]], 1e-12)) / labels.length;
        }
        Map<String, Double> scores = new TreeMap<>();
        scores.put("accuracy", (double) right / labels.length);
        scores.put("majority", (double) Arrays.stream(counts).max().orElse(0) / labels.length);
        scores.put("log_loss", logLoss);
        if (classes == 2) {
            scores.put("auc", auc(probabilities, labels));
        }
        return scores;
    }

    /** Area under the ROC curve as the Mann–Whitney statistic, ties counting one half. */
    private static double auc(float[][] probabilities, int[] labels) {
        Integer[] order = IntStream.range(0, labels.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(row -> probabilities[row][1]));
        double rankSum = 0;
        long positives = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length
                    && probabilities[order[to]][1] == probabilities[order[from]][1]) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                if (labels[order[i]] == 1) {
                    rankSum += rank;
                    positives++;
                }
            }
            from = to;
        }
        long negatives = labels.length - positives;
        if (positives == 0 || negatives == 0) {
            return Double.NaN;
        }
        return (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }
}
