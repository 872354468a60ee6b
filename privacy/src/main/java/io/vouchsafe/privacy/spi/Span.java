package io.vouchsafe.privacy.spi;

/**
 * A place in a text, as Presidio counts: in Unicode code points, half open.
 *
 * @param entity what was found, by Presidio's name; {@link #WHOLE} for a whole value
 * @param start first code point
 * @param end one after the last; greater than {@code start}, or equal to it for an empty value
 * @param score how sure, from 0 to 1
 */
public record Span(String entity, int start, int end, double score) {
    /** The entity of a rule that names none: the value itself. */
    public static final String WHOLE = "*";

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("No span: " + start + " to " + end);
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("No score: " + score);
        }
    }

    /** All of {@code text}. */
    public static Span whole(String text) {
        return new Span(WHOLE, 0, text.codePointCount(0, text.length()), 1);
    }
}
