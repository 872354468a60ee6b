package io.vouchsafe.verifier.internal.json;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Writes the JSON Canonicalization Scheme, RFC 8785. */
final class Canonical {

    private static final int LARGEST_PLAIN = 21;
    private static final int SMALLEST_PLAIN = -6;

    private Canonical() {}

    static void write(Json value, StringBuilder out) {
        switch (value) {
            case Json.Obj object -> object(object.members(), out);
            case Json.Arr array -> array(array, out);
            case Json.Text text -> string(text.value(), out);
            case Json.Num number -> out.append(number(number.value()));
            case Json.Bool bool -> out.append(bool.value());
            case Json.Null nothing -> out.append("null");
        }
    }

    /** Names sort by UTF-16 code units, which is how Java compares strings (section 3.2.3). */
    private static void object(Map<String, Json> members, StringBuilder out) {
        char before = '{';
        for (Map.Entry<String, Json> member : new TreeMap<>(members).entrySet()) {
            out.append(before);
            string(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            before = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private static void array(Json.Arr array, StringBuilder out) {
        char before = '[';
        for (Json item : array.items()) {
            out.append(before);
            write(item, out);
            before = ',';
        }
        out.append(array.items().isEmpty() ? "[]" : "]");
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> character(c, out);
            }
        }
        out.append('"');
    }

    private static void character(char c, StringBuilder out) {
        if (c < ' ') {
            out.append("\\u00")
                    .append((char) ('0' + (c >> 4)))
                    .append("0123456789abcdef".charAt(c & 15));
        } else {
            out.append(c);
        }
    }

    /** ECMAScript's Number::toString, to which section 3.2.2.3 refers. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        String sign = value < 0 ? "-" : "";
        if (point > LARGEST_PLAIN || point <= SMALLEST_PLAIN) {
            return sign + exponential(digits, point - 1);
        }
        if (point <= 0) {
            return sign + "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return sign + digits + "0".repeat(point - digits.length());
        }
        return sign + digits.substring(0, point) + "." + digits.substring(point);
    }

    private static String exponential(String digits, int exponent) {
        String mantissa =
                digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    /**
     * The shortest decimal that reads back as this double. Java's own text has at least two digits,
     * so a one-digit decimal is tried where Java gives two (4.9E-324 is 5e-324).
     */
    private static BigDecimal shortest(double value) {
        BigDecimal java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (java.precision() != 2) {
            return java;
        }
        int scale = java.scale() - 1;
        int tens = java.unscaledValue().intValue() / 10;
        int ones = java.unscaledValue().intValue() % 10;
        int nearest = ones >= 5 ? tens + 1 : tens;
        BigDecimal rounded = BigDecimal.valueOf(nearest, scale);
        return rounded.doubleValue() == value ? rounded.stripTrailingZeros() : java;
    }
}
