package io.vouchsafe.privacy.internal.operator;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;

/** Where a text's user-perceived characters begin (UAX #29); found in one pass. */
final class Graphemes {
    private final int[] boundaries;
    private final int count;

    private Graphemes(int[] boundaries, int count) {
        this.boundaries = boundaries;
        this.count = count;
    }

    static Graphemes of(String text) {
        int[] boundaries = new int[text.length() + 1];
        if (isSimple(text)) {
            Arrays.setAll(boundaries, index -> index);
            return new Graphemes(boundaries, text.length());
        }
        BreakIterator iterator = BreakIterator.getCharacterInstance(Locale.ROOT);
        iterator.setText(text);
        int count = 0;
        int next = iterator.next();
        while (next != BreakIterator.DONE) {
            count++;
            boundaries[count] = next;
            next = iterator.next();
        }
        return new Graphemes(boundaries, count);
    }

    int count() {
        return count;
    }

    /** Index of the first UTF-16 unit of character {@code number}; of the end for the last + 1. */
    int boundary(int number) {
        return boundaries[number];
    }

    /** ASCII without CR, whose pair with LF is one character. */
    private static boolean isSimple(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80 || unit == '\r') {
                return false;
            }
        }
        return true;
    }
}
