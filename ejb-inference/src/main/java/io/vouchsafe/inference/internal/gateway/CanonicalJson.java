package io.vouchsafe.inference.internal.gateway;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Canonical JSON (RFC 8785): names sorted by UTF-16 units, numbers as ECMAScript writes them, UTF-8
 * without spaces.
 */
final class CanonicalJson {
    private final StringBuilder json = new StringBuilder();

    private CanonicalJson() {}

    /**
     * A value as bytes.
     *
     * @param value of maps with text as keys, collections, texts and numbers
     * @throws IllegalArgumentException when JSON has no such value
     */
    static byte[] bytes(Object value) {
        CanonicalJson writer = new CanonicalJson();
        writer.value(value);
        return writer.json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(Object value) {
        switch (value) {
            case Map<?, ?> members -> object(members);
            case Collection<?> items -> array(items);
            case String text -> text(text);
            case Integer whole -> json.append(whole);
            case Double number -> number(number);
            default -> throw new IllegalArgumentException("JSON has no " + value.getClass());
        }
    }

    private void object(Map<?, ?> members) {
        SortedMap<String, Object> sorted = new TreeMap<>();
        members.forEach((name, value) -> sorted.put((String) name, value));
        json.append('{');
        Iterator<Map.Entry<String, Object>> entries = sorted.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Object> member = entries.next();
            text(member.getKey());
            json.append(':');
            value(member.getValue());
            if (entries.hasNext()) {
                json.append(',');
            }
        }
        json.append('}');
    }

    private void array(Collection<?> items) {
        json.append('[');
        Iterator<?> all = items.iterator();
        while (all.hasNext()) {
            value(all.next());
            if (all.hasNext()) {
                json.append(',');
            }
        }
        json.append(']');
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
