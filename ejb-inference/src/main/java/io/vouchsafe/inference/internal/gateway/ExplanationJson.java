package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.inference.spi.Explanation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * An explanation as canonical JSON (RFC 8785): {@code {"method", "output", "rows":
 * [{"attributions": {}, "baseline", "residual", "target", "value"}], "steps"}}, names sorted by
 * UTF-16 units, numbers as ECMAScript writes them, UTF-8 without spaces.
 */
final class ExplanationJson {
    private final StringBuilder json = new StringBuilder();

    private ExplanationJson() {}

    static byte[] bytes(Explanation explanation) {
        ExplanationJson writer = new ExplanationJson();
        writer.write(explanation);
        return writer.json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Explanation explanation) {
        json.append("{\"method\":");
        text(explanation.method());
        json.append(",\"output\":");
        text(explanation.output());
        json.append(",\"rows\":[");
        for (Iterator<Explanation.Row> rows = explanation.rows().iterator(); rows.hasNext(); ) {
            write(rows.next());
            if (rows.hasNext()) {
                json.append(',');
            }
        }
        json.append("],\"steps\":").append(explanation.steps()).append('}');
    }

    private void write(Explanation.Row row) {
        json.append("{\"attributions\":{");
        Iterator<Map.Entry<String, Double>> shares =
                new TreeMap<>(row.attributions()).entrySet().iterator();
        while (shares.hasNext()) {
            Map.Entry<String, Double> share = shares.next();
            text(share.getKey());
            json.append(':');
            number(share.getValue());
            if (shares.hasNext()) {
                json.append(',');
            }
        }
        json.append("},\"baseline\":");
        number(row.baseline());
        json.append(",\"residual\":");
        number(row.residual());
        json.append(",\"target\":").append(row.target()).append(",\"value\":");
        number(row.value());
        json.append('}');
    }

    private void text(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    /**
     * ECMAScript's Number::toString: the shortest digits that read back as the same double (as
     * {@link Double#toString} gives since Java 19), plain between 1e-6 and 1e21, else with an
     * exponent.
     */
    private void number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number for " + value);
        }
        if (value == 0) {
            json.append('0'); // also for -0
            return;
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale(); // value = 0.digits · 10^point
        if (value < 0) {
            json.append('-');
        }
        if (point > 21 || point < -5) {
            exponent(digits, point - 1);
        } else if (point >= digits.length()) {
            json.append(digits).append("0".repeat(point - digits.length()));
        } else if (point > 0) {
            json.append(digits, 0, point).append('.').append(digits, point, digits.length());
        } else {
            json.append("0.").append("0".repeat(-point)).append(digits);
        }
    }

    /** Java writes two digits where one would do and a second is closer: 4.9E-324 for 5e-324. */
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
        return (one.doubleValue() == value ? one : digits).stripTrailingZeros();
    }

    private void exponent(String digits, int exponent) {
        json.append(digits.charAt(0));
        if (digits.length() > 1) {
            json.append('.').append(digits, 1, digits.length());
        }
        json.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
    }
}
