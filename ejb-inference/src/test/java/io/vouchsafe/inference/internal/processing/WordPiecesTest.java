package io.vouchsafe.inference.internal.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples of the published tokenizer's own tests (google-research/bert, tokenization_test.py). */
class WordPiecesTest {
    private static final Set<String> VOCABULARY =
            new LinkedHashSet<>(
                    List.of(
                            "[UNK]",
                            "[CLS]",
                            "[SEP]",
                            "want",
                            "##want",
                            "##ed",
                            "wa",
                            "un",
                            "runn",
                            "##ing",
                            ",",
                            "low",
                            "lowest",
                            "hello",
                            "!",
                            "how",
                            "are",
                            "you",
                            "?",
                            "ah",
                            "zz",
                            "中",
                            "国",
                            "人",
                            "##国",
                            "，",
                            "ab",
                            "##c",
                            "naive",
                            "i",
                            "istanbul",
                            "😀",
                            "[",
                            "]",
                            "sep"));

    private static List<String> tokens(String text) {
        return tokens(new WordPieces(VOCABULARY, "[UNK]", true), text, 1000);
    }

    static List<String> tokens(Tokenizer tokenizer, String text, int most) {
        List<String> tokens = new ArrayList<>();
        tokenizer.tokens(
                text,
                new Tokenizer.Taker() {
                    @Override
                    public boolean isFull() {
                        return tokens.size() >= most;
                    }

                    @Override
                    public void accept(String token) {
                        assertThat(tokens.size()).isLessThan(most);
                        tokens.add(token);
                    }
                });
        return tokens;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "UNwant\u00E9d,running | un ##want ##ed , runn ##ing",
                "unwanted running | un ##want ##ed runn ##ing",
                "unwantedX running | [UNK] runn ##ing",
                "H\u00E9llo | hello",
                "ah\u535A\u63A8zz | ah [UNK] [UNK] zz",
                "中国人 | 中 国 人",
                "abc，中 | ab ##c ， 中",
                "na\u00EFve nai\u0308ve | naive naive",
                "İstanbul | istanbul",
                "hello\u0000\uFFFD\u200Bhow | [UNK]",
                "he\u0000llo | hello",
                "hello\u00A0how\u3000are | hello how are",
                "hello!!! | hello ! ! !",
                "😀 | 😀",
                "[SEP] | [ sep ]"
            })
    void publishedExamples(String text, String tokens) {
        assertThat(tokens(text)).containsExactly(tokens.strip().split(" "));
    }

    @Test
    void blanksOfAnyKindPartWords() {
        assertThat(tokens(" \tHeLLo!how  \n Are yoU?  "))
                .containsExactly("hello", "!", "how", "are", "you", "?");
    }

    @Test
    void nothingHasNoTokens() {
        assertThat(tokens("")).isEmpty();
        assertThat(tokens(" \n\u0000")).isEmpty();
    }

    @Test
    void casedVocabularies_keepCapitalsAndAccents() {
        WordPieces cased = new WordPieces(Set.of("Hé", "##llo", "hello"), "[UNK]", false);

        assertThat(tokens(cased, "Héllo hello HELLO", 10))
                .containsExactly("Hé", "##llo", "hello", "[UNK]");
    }

    @Test
    void aWordThatIsTooLong_isUnknownAtOnce() {
        assertThat(tokens("want" + "want".repeat(24))).hasSize(25);
        assertThat(tokens("want" + "want".repeat(25))).containsExactly("[UNK]");
    }

    @Test
    void aVeryLongWord_takesNoLongTime() {
        assertThat(tokens("x".repeat(1 << 20))).containsExactly("[UNK]");
    }

    @Test
    void enoughIsEnough_alsoInsideAWord() {
        WordPieces pieces = new WordPieces(VOCABULARY, "[UNK]", true);

        assertThat(tokens(pieces, "unwanted running", 2)).containsExactly("un", "##want");
        assertThat(tokens(pieces, "unwanted running", 0)).isEmpty();
    }

    @Test
    void anyTextIsTakenApart_andFewerTokensAreTheFirstOfThem() {
        Random random = new Random(29);
        WordPieces pieces = new WordPieces(VOCABULARY, "[UNK]", true);
        for (int round = 0; round < 2000; round++) {
            int[] letters = new int[random.nextInt(30)];
            Arrays.setAll(
                    letters,
                    i ->
                            switch (random.nextInt(4)) {
                                case 0 -> 'a' + random.nextInt(26);
                                case 1 -> 0x4E00 + random.nextInt(0x5000);
                                case 2 -> random.nextInt(0x110000);
                                default -> ' ' + random.nextInt(16);
                            });
            String text = new String(letters, 0, letters.length);

            List<String> all = tokens(pieces, text, 1000);

            assertThat(VOCABULARY).containsAll(all);
            int most = random.nextInt(all.size() + 1);
            assertThat(tokens(pieces, text, most)).isEqualTo(all.subList(0, most));
        }
    }
}
