package io.vouchsafe.portal.internal.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.portal.internal.frame.Format;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One row of an explanation as a bar chart: one bar per feature, longest first, to the right of the
 * line when it raised the explained value, to the left when it lowered it. Drawn by the server, in
 * two sizes, so that it prints and looks the same wherever it is shown.
 */
public final class Contributions {
    /** Features with an own bar; what is left shares the last one. */
    static final int BARS = 10;

    private static final int ROWS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String output;
    private final String method;
    private final int steps;
    private final double baseline;
    private final double value;
    private final double residual;
    private final List<Share> shares;
    private final Format format;

    private Contributions(JsonNode explanation, JsonNode row, Format format) {
        this.output = explanation.path("output").asText();
        this.method = explanation.path("method").asText();
        this.steps = explanation.path("steps").asInt();
        this.baseline = row.path("baseline").asDouble();
        this.value = row.path("value").asDouble();
        this.residual = row.path("residual").asDouble();
        this.format = format;
        List<Share> all = new ArrayList<>();
        for (var share : row.path("attributions").properties()) {
            all.add(new Share(share.getKey(), share.getValue().asDouble(), format));
        }
        all.sort(Comparator.comparingDouble((Share share) -> -Math.abs(share.amount())));
        this.shares = List.copyOf(all);
    }

    /**
     * The first rows of an explanation.
     *
     * @param explanation the gateway's JSON: {@code method, output, steps, rows[attributions,
     *     baseline, value, residual]}
     */
    public static List<Contributions> read(String explanation, Format format) {
        JsonNode json;
        try {
            json = JSON.readTree(explanation);
        } catch (JsonProcessingException notOurs) {
            throw new UncheckedIOException(notOurs);
        }
        List<Contributions> rows = new ArrayList<>();
        for (JsonNode row : json.path("rows")) {
            if (rows.size() < ROWS) {
                rows.add(new Contributions(json, row, format));
            }
        }
        return rows;
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

    public String getBaseline() {
        return format.number(baseline);
    }

    public String getValue() {
        return format.number(value);
    }

    public String getResidual() {
        return format.signed(residual);
    }

    /** True when the explained value lies above the baseline's. */
    public boolean isRaised() {
        return value >= baseline;
    }

    /** The feature that weighed most; empty when there is none. */
    public String getMain() {
        return shares.isEmpty() ? "" : shares.getFirst().feature();
    }

    /** All features, longest bar first. */
    public List<Share> getShares() {
        return shares;
    }

    /** How many features have no bar of their own. */
    public int getOthers() {
        return Math.max(0, shares.size() - BARS);
    }

    private double otherAmount() {
        return shares.stream().skip(BARS).mapToDouble(Share::amount).sum();
    }

    /** Names beside the bars. */
    public BarDrawing getWide() {
        return BarDrawing.beside(shares.stream().limit(BARS).toList(), rest());
    }

    /** Names above the bars, for phones. */
    public BarDrawing getNarrow() {
        return BarDrawing.above(shares.stream().limit(BARS).toList(), rest());
    }

    private List<Share> rest() {
        return getOthers() == 0 ? List.of() : List.of(new Share("", otherAmount(), format));
    }

    /** What one feature did. */
    public record Share(String feature, double amount, String text) {
        Share(String feature, double amount, Format format) {
            this(feature, amount, format.signed(amount));
        }

        public String getFeature() {
            return feature;
        }

        public String getText() {
            return text;
        }
    }
}
