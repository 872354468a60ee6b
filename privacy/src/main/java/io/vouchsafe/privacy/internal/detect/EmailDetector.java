package io.vouchsafe.privacy.internal.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.vouchsafe.privacy.spi.Detector;
import io.vouchsafe.privacy.spi.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code EMAIL_ADDRESS}: dot-atom local part, dotted domain with a top-level label of letters or in
 * punycode; letters of every script (RFC 6531). Quoted local parts and address literals are not
 * found, as in Presidio.
 *
 * <p>It looks only around each {@code @}. A local part ends at the address before it and a domain
 * cannot cross an {@code @}, so each character is read at most three times.
 */
@ApplicationScoped
public class EmailDetector implements Detector {
    static final String ENTITY = "EMAIL_ADDRESS";

    private static final String LOCAL_MARKS = "!#$%&'*+-/=?^_`{|}~.";
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?:[\\pL\\pN\\pM_][\\pL\\pN\\pM_-]*\\.)+"
                            + "(?:(?i:xn--)[a-zA-Z0-9-]*[a-zA-Z0-9]|[\\pL\\pM]{2,})");

    @Override
    public Set<String> entities() {
        return Set.of(ENTITY);
    }

    @Override
    public List<Span> detect(String text) {
        List<Span> found = new ArrayList<>();
        int units = 0;
        int codePoints = 0;
        int free = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = localStart(text, free, at);
            int end = start < at ? domainEnd(text, at + 1) : -1;
            free = Math.max(end, at + 1);
            if (end < 0) {
                continue;
            }
            int first = codePoints + text.codePointCount(units, start);
            int last = first + text.codePointCount(start, end);
            found.add(new Span(ENTITY, first, last, 1));
            units = end;
            codePoints = last;
        }
        return found;
    }

    /** Where the local part before {@code at} begins; {@code at} itself when there is none. */
    private static int localStart(String text, int from, int at) {
        int start = at;
        int begin = at;
        while (start > from) {
            int codePoint = text.codePointBefore(start);
            int before = start - Character.charCount(codePoint);
            if (before < from || !isLocal(codePoint)) {
                break;
            }
            start = before;
            if (isWord(codePoint)) {
                begin = start;
            }
        }
        return begin;
    }

    /** Where the domain after an at sign ends; -1 when there is none. */
    private static int domainEnd(String text, int from) {
        int end = from;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            if (!isWord(codePoint) && codePoint != '-' && codePoint != '.') {
                break;
            }
            end += Character.charCount(codePoint);
        }
        Matcher matcher = DOMAIN.matcher(text.substring(from, end));
        return matcher.lookingAt() ? from + matcher.end() : -1;
    }

    private static boolean isLocal(int codePoint) {
        return isWord(codePoint) || LOCAL_MARKS.indexOf(codePoint) >= 0;
    }

    private static boolean isWord(int codePoint) {
        if (codePoint == '_' || Character.isLetterOrDigit(codePoint)) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER ->
                    true;
            default -> false;
        };
    }
}
