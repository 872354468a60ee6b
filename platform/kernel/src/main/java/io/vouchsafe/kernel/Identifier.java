package io.vouchsafe.kernel;

import java.util.regex.Pattern;

/** The form of one kind of id; patterns are possessive or short, so checking is linear. */
record Identifier(String kind, Pattern pattern) {
    Identifier(String kind, String pattern) {
        this(kind, Pattern.compile(pattern));
    }

    void check(String value) {
        if (value.length() > 128 || !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no %s: it must match %s"
                            .formatted(abbreviate(value), kind, pattern.pattern()));
        }
    }

    private static String abbreviate(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }
}
