package io.vouchsafe.partners.internal;

import java.util.Locale;

/** Ids from names. */
public final class Ids {
    private static final int LONGEST = 63;

    private Ids() {}

    /**
     * Lower-case, each run of other characters one dash, none at the ends; empty when the name has
     * no ASCII letter or digit.
     */
    public static String slug(String name) {
        StringBuilder slug = new StringBuilder();
        for (char each : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean kept = (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9');
            if (kept) {
                slug.append(each);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        slug.setLength(Math.min(slug.length(), LONGEST));
        while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        return slug.toString();
    }
}
