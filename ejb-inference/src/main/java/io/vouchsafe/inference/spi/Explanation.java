package io.vouchsafe.inference.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributions of one request.
 *
 * @param output name of the explained output
 * @param steps of the path integral; 0 for a method without a path
 * @param parameters what else the method was run with, such as {@code confidence → 0.95}
 */
public record Explanation(
        String method, String output, int steps, Map<String, Double> parameters, List<Row> rows) {
    public Explanation {
        parameters = Map.copyOf(parameters);
        rows = List.copyOf(rows);
    }

    public Explanation(String method, String output, int steps, List<Row> rows) {
        this(method, output, steps, Map.of(), rows);
    }

    /**
     * One row of the batch.
     *
     * @param target index of the explained class within the output, 0 for a single value
     * @param attributions feature to its share, in the order of the signature's inputs
     * @param baseline value of the explained output at the baseline
     * @param value of the explained output at the input
     * @param residual value − baseline − sum of attributions: 0 when exact (completeness axiom,
     *     Sundararajan, Taly, Yan 2017)
     * @param sampling how the attributions were estimated; null when they were computed
     * @param details of inputs that have more to show than one number, by input
     */
    public record Row(
            int target,
            Map<String, Double> attributions,
            double baseline,
            double value,
            double residual,
            @Nullable Sampling sampling,
            Map<String, Detail> details) {
        public Row {
            details = Map.copyOf(details);
        }

        public Row(
                int target,
                Map<String, Double> attributions,
                double baseline,
                double value,
                double residual) {
            this(target, attributions, baseline, value, residual, null, Map.of());
        }
    }

    /**
     * How an estimate was made, so that anybody can make it again.
     *
     * @param seed of the random permutations, derived from the row's masked input
     * @param samples independent ones, each a permutation and its reverse
     * @param evaluations rows the model was asked
     * @param stopped why there were no more
     * @param intervals feature to half the width of its 95 % confidence interval
     */
    public record Sampling(
            long seed, int samples, int evaluations, Stop stopped, Map<String, Double> intervals) {}

    /** Why sampling ended. */
    public enum Stop {
        /** All intervals are narrow enough. */
        PRECISE,
        /** The most samples there may be were taken. */
        LIMIT,
        /** The deadline was near. */
        DEADLINE
    }

    /** Where within one input the weight lies. */
    public sealed interface Detail permits Text, HeatMap {}

    /**
     * A text as the model saw it, which is the masked one, and what its parts weigh.
     *
     * @param spans apart from each other, in order
     */
    public record Text(String text, List<Span> spans) implements Detail {
        public Text {
            spans = List.copyOf(spans);
        }
    }

    /**
     * A part of a text.
     *
     * @param start code points before it
     * @param end code points up to its end
     * @param weight what the explained value loses without it
     */
    public record Span(int start, int end, double weight) {}

    /**
     * A grid over an image, from its top left.
     *
     * @param height of the image in pixels
     * @param width of the image in pixels
     * @param patch edge of one field in pixels; those at the right and bottom may be cut off
     * @param weights row by row, what the explained value loses without the field
     */
    public record HeatMap(int height, int width, int patch, List<List<Double>> weights)
            implements Detail {
        public HeatMap {
            weights = weights.stream().map(List::copyOf).toList();
        }
    }
}
