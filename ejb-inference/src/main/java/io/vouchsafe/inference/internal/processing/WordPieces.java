package io.vouchsafe.inference.internal.processing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tokens of BERT: words and punctuation apart, each Chinese character by itself, then the
 * longest pieces of the vocabulary from the left, those inside a word with {@code ##} before them
 * (Devlin et al. 2019; Schuster and Nakajima 2012). A word that cannot be put together is one
 * unknown token, as it was in training.
 *
 * @param vocabulary of pieces
 * @param lowercase true for "uncased" vocabularies: small letters without accents
 */
record WordPieces(Set<String> vocabulary, String unknown, boolean lowercase) implements Tokenizer {
    /** A longer word is unknown, as in the published tokenizer. */
    private static final int LONGEST_WORD = 100;

    private static final String INSIDE = "##";

    @Override
    public void tokens(String text, Taker taker) {
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < text.length() && !taker.isFull(); ) {
            int letter = text.codePointAt(at);
            at += Character.charCount(letter);
            if (isBlank(letter)) {
                end(word, taker);
            } else if (isIdeograph(letter)) {
                end(word, taker);
                end(word.appendCodePoint(letter), taker);
            } else if (!isDropped(letter)) {
                word.appendCodePoint(letter);
            }
        }
        end(word, taker);
    }

    /** A word between blanks: without accents, in small letters, then cut at punctuation. */
    private void end(StringBuilder collected, Taker taker) {
        if (collected.isEmpty()) {
            return;
        }
        String word = collected.toString();
        collected.setLength(0);
        if (lowercase) {
            word = withoutAccents(word).toLowerCase(Locale.ROOT);
        }
        int start = 0;
        for (int at = 0; at < word.length(); ) {
            int letter = word.codePointAt(at);
            int next = at + Character.charCount(letter);
            if (isPunctuation(letter)) {
                pieces(word.substring(start, at), taker);
                pieces(word.substring(at, next), taker);
                start = next;
            }
            at = next;
        }
        pieces(word.substring(start), taker);
    }

    private static String withoutAccents(String word) {
        String parts = Normalizer.normalize(word, Normalizer.Form.NFD);
        StringBuilder kept = new StringBuilder(parts.length());
        parts.codePoints()
                .filter(letter -> Character.getType(letter) != Character.NON_SPACING_MARK)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private void pieces(String word, Taker taker) {
        if (word.isEmpty() || taker.isFull()) {
            return;
        }
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            taker.accept(unknown);
            return;
        }
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < word.length(); ) {
            int end = longest(word, start, pieces);
            if (end == start) {
                taker.accept(unknown);
                return;
            }
            start = end;
        }
        for (String piece : pieces) {
            if (taker.isFull()) {
                return;
            }
            taker.accept(piece);
        }
    }

    /** Adds the longest piece that starts here; answers where it ends. */
    private int longest(String word, int start, List<String> pieces) {
        for (int end = word.length(); end > start; end = word.offsetByCodePoints(end, -1)) {
            String piece = (start > 0 ? INSIDE : "") + word.substring(start, end);
            if (vocabulary.contains(piece)) {
                pieces.add(piece);
                return end;
            }
        }
        return start;
    }

    private static boolean isBlank(int letter) {
        return Character.isWhitespace(letter)
                || Character.getType(letter) == Character.SPACE_SEPARATOR;
    }

    /** Control characters and what stands for damaged text. */
    private static boolean isDropped(int letter) {
        return letter == 0
                || letter == 0xFFFD
                || switch (Character.getType(letter)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED ->
                            true;
                    default -> false;
                };
    }

    private static boolean isPunctuation(int letter) {
        boolean ascii =
                (letter >= '!' && letter <= '/')
                        || (letter >= ':' && letter <= '@')
                        || (letter >= '[' && letter <= '`')
                        || (letter >= '{' && letter <= '~');
        return ascii
                || switch (Character.getType(letter)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION ->
                            true;
                    default -> false;
                };
    }

    /** The blocks of the published tokenizer: Chinese characters, not kana and not hangul. */
    private static boolean isIdeograph(int letter) {
        return (letter >= 0x4E00 && letter <= 0x9FFF)
                || (letter >= 0x3400 && letter <= 0x4DBF)
                || (letter >= 0x20000 && letter <= 0x2A6DF)
                || (letter >= 0x2A700 && letter <= 0x2B73F)
                || (letter >= 0x2B740 && letter <= 0x2B81F)
                || (letter >= 0x2B820 && letter <= 0x2CEAF)
                || (letter >= 0xF900 && letter <= 0xFAFF)
                || (letter >= 0x2F800 && letter <= 0x2FA1F);
    }
}
