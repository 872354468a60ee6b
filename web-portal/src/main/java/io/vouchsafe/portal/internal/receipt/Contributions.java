package io.vouchsafe.portal.internal.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.portal.internal.frame.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An explanation as a bar chart: one bar per feature, from the middle line to the right when it
 * raised the explained value, to the left when it lowered it; longest first.
 */
public final class Contributions {
    private static final int WIDTH = 760;
    private static final int MIDDLE = 400;
    private static final int LONGEST = 270;
    private static final int PITCH = 30;

    private final List<Bar> bars;
    private final double baseline;
    private final double value;
    private final double residual;
    private final String output;
    private final String method;
    private final int steps;

    private Contributions(
            List<Bar> bars,
            double baseline,
            double value,
            double residual,
            String output,
            String method,
            int steps) {
        this.bars = bars;
        this.baseline = baseline;
        this.value = value;
        this.residual = residual;
        this.output = output;
        this.method = method;
        this.steps = steps;
    }

    /** Draws row {@code index} of an explanation (the gateway's JSON). */
    static Contributions of(JsonNode explanation, int index, Format format) {
        JsonNode row = explanation.path("rows").path(index);
        List<Share> shares = new ArrayList<>();
        row.path("attributions")
                .fields()
                .forEachRemaining(
                        entry ->
                                shares.add(new Share(entry.getKey(), entry.getValue().asDouble())));
        shares.sort(Comparator.comparingDouble((Share share) -> -Math.abs(share.amount())));
        double longest =
                shares.stream().mapToDouble(share -> Math.abs(share.amount())).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Share share = shares.get(i);
            double length =
                    longest == 0 ? 0 : Math.max(1, LONGEST * Math.abs(share.amount()) / longest);
            bars.add(
                    new Bar(
                            share.feature(),
                            format.signed(share.amount()),
                            share.amount() >= 0,
                            share.amount() >= 0 ? MIDDLE : MIDDLE - length,
                            length,
                            14 + i * PITCH));
        }
        return new Contributions(
                bars,
                row.path("baseline").asDouble(),
                row.path("value").asDouble(),
                row.path("residual").asDouble(),
                explanation.path("output").asText(),
                explanation.path("method").asText(),
                explanation.path("steps").asInt());
    }

    public List<Bar> getBars() {
        return bars;
    }

    public double getBaseline() {
        return baseline;
    }

    public double getValue() {
        return value;
    }

    public double getResidual() {
        return residual;
    }

    public String getOutput() {
        return output;
    }

    public String getMethod() {
        return method;
    }

    public int getSteps() {
        return steps;
    }

    /** Height of the drawing. */
    public int getHeight() {
        return 14 + bars.size() * PITCH;
    }

    public int getWidth() {
        return WIDTH;
    }

    public int getMiddle() {
        return MIDDLE;
    }

    private record Share(String feature, double amount) {}

    /** One bar, in the drawing's units. */
    public record Bar(
            String feature, String amount, boolean raises, double x, double length, int y) {
        public String getFeature() {
            return feature;
        }

        public String getAmount() {
            return amount;
        }

        public String getStyle() {
            return raises ? "up" : "down";
        }

        public double getX() {
            return x;
        }

        public double getLength() {
            return length;
        }

        public int getY() {
            return y;
        }

        public int getTextY() {
            return y + 12;
        }

        /** Where the amount stands: beyond the bar's end. */
        public double getAmountX() {
            return raises ? x + length + 8 : x - 8;
        }

        public String getAnchor() {
            return raises ? "start" : "end";
        }
    }
}
