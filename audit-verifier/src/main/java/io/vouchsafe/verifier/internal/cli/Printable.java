package io.vouchsafe.verifier.internal.cli;

/**
 * Text from files, made harmless for a terminal: controls, bidirectional marks and halves of
 * characters appear as escapes.
 */
final class Printable {

    private Printable() {}

    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            if (isHarmless(c)) {
                                printable.appendCodePoint(c);
                            } else {
                                printable.append(String.format("\\u{%x}", c));
                            }
                        });
        return printable.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
