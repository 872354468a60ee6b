package io.vouchsafe.audit.internal.body;

/** Text as a PostgreSQL column takes it. */
public final class StorableText {
    private StorableText() {}

    /** The text without zero characters and lone surrogates, which no text column can hold. */
    public static String of(String text) {
        boolean clean = true;
        for (int i = 0; i < text.length() && clean; i++) {
            char c = text.charAt(i);
            clean = c != '\0' && !Character.isSurrogate(c);
        }
        if (clean) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
                .forEach(storable::appendCodePoint);
        return storable.toString();
    }
}
