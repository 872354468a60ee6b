package io.vouchsafe.inference.internal.explanation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text: runs of letters and digits, runs of signs, and each character of the scripts
 * that put no space between words. Neighbours are taken together when there are more than {@value
 * #MOST}.
 *
 * @param text as the model gets it
 * @param words in order, apart from each other
 */
record Words(String text, List<Word> words) {
    static final int MOST = 256;

    private static final String UNSPACED =
            "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}";
    private static final Pattern WORD =
            Pattern.compile(
                    "["
                            + UNSPACED
                            + "]\\p{M}*+"
                            + "|[\\p{L}\\p{N}\\p{M}_&&[^"
                            + UNSPACED
                            + "]]++(?:['’][\\p{L}\\p{N}\\p{M}]++)*+"
                            + "|[^\\s\\p{L}\\p{N}\\p{M}_]++",
                    Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * One word.
     *
     * @param start code points before it
     * @param end code points up to its end
     * @param from bytes before it, in UTF-8
     * @param to bytes up to its end
     */
    record Word(int start, int end, int from, int to) {}

    /** Empty when the bytes are no UTF-8. */
    static Optional<Words> of(byte[] utf8) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int at = 0;
        int points = 0;
        int bytes = 0;
        while (matcher.find()) {
            points += text.codePointCount(at, matcher.start());
            bytes += length(text, at, matcher.start());
            int start = points;
            int from = bytes;
            points += text.codePointCount(matcher.start(), matcher.end());
            bytes += length(text, matcher.start(), matcher.end());
            at = matcher.end();
            words.add(new Word(start, points, from, bytes));
        }
        return Optional.of(new Words(text, atMost(words)));
    }

    private static int length(String text, int from, int to) {
        return text.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<Word> atMost(List<Word> words) {
        if (words.size() <= MOST) {
            return List.copyOf(words);
        }
        int together = (words.size() + MOST - 1) / MOST;
        List<Word> runs = new ArrayList<>();
        for (int i = 0; i < words.size(); i += together) {
            Word first = words.get(i);
            Word last = words.get(Math.min(words.size(), i + together) - 1);
            runs.add(new Word(first.start(), last.end(), first.from(), last.to()));
        }
        return List.copyOf(runs);
    }
}
