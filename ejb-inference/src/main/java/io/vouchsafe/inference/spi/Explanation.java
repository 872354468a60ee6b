package io.vouchsafe.inference.spi;

import java.util.List;
import java.util.Map;

/**
 * Attributions of one request.
 *
 * @param output name of the explained output
 * @param steps of the path integral
 */
public record Explanation(String method, String output, int steps, List<Row> rows) {
    public Explanation {
        rows = List.copyOf(rows);
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
     */
    public record Row(
            int target,
            Map<String, Double> attributions,
            double baseline,
            double value,
            double residual) {}
}
