package io.vouchsafe.privacy.internal.operator;

import static io.vouchsafe.privacy.internal.PrivacyMessages.TEXT;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A rule's parameters, read strictly: an unknown one is refused, as it may be a misspelt one. */
record Parameters(Map<String, String> values) {
    /** Far above any identifier; keeps a keep-all from passing for masking. */
    static final int MOST_KEPT = 1000;

    static Parameters of(String operator, Map<String, String> values, Set<String> known) {
        for (String name : new TreeSet<>(values.keySet())) {
            if (!known.contains(name)) {
                throw TEXT.unknownParameter(operator, name, new TreeSet<>(known).toString());
            }
        }
        return new Parameters(values);
    }

    int count(String name) {
        String value = values.get(name);
        if (value == null) {
            return 0;
        }
        if (value.isEmpty() || value.length() > 4 || !value.chars().allMatch(Parameters::isDigit)) {
            throw TEXT.notACount(name, MOST_KEPT);
        }
        int count = Integer.parseInt(value);
        if (count > MOST_KEPT) {
            throw TEXT.notACount(name, MOST_KEPT);
        }
        return count;
    }

    String character(String name, String otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        boolean one = !value.isEmpty() && value.codePointCount(0, value.length()) == 1;
        if (!one || !isVisible(value.codePointAt(0))) {
            throw TEXT.notACharacter(name);
        }
        return value;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
