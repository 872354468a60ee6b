package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.WordPiecesTest.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Words STANDARD = new Words(false, true);
    private static final Words CHINESE = new Words(true, true);

    @Test
    void wordsWithoutPunctuation_inSmallLetters() {
        assertThat(tokens(STANDARD, "Call ME now: it's 3.50, OK?", 100))
                .containsExactly("call", "me", "now", "it's", "3.50", "ok");
    }

    @Test
    void capitalsMayStay() {
        assertThat(tokens(new Words(false, false), "Call ME", 100)).containsExactly("Call", "ME");
    }

    @Test
    void withoutTheirModel_chineseCharactersStandAlone() {
        assertThat(tokens(STANDARD, "我是中国人", 100)).containsExactly("我", "是", "中", "国", "人");
    }

    @Test
    void chineseWordsAreFound() {
        assertThat(tokens(CHINESE, "我是中国人。", 100)).containsExactly("我", "是", "中国", "人");
        assertThat(tokens(CHINESE, "他说的确实在理，Java 21", 100)).contains("他", "说", "java", "21");
    }

    @Test
    void enoughIsEnough() {
        assertThat(tokens(CHINESE, "我是中国人", 2)).containsExactly("我", "是");
        assertThat(tokens(STANDARD, "a b c", 2)).containsExactly("a", "b");
    }

    @Test
    void nothingHasNoWords() {
        assertThat(tokens(STANDARD, "", 5)).isEmpty();
        assertThat(tokens(CHINESE, "。，！", 5)).isEmpty();
    }

    @Test
    void manyThreadsMayAskAtOnce() {
        String text = "我是中国人".repeat(20);
        var expected = tokens(CHINESE, text, 1000);

        assertThat(
                        java.util.stream.IntStream.range(0, 200)
                                .parallel()
                                .allMatch(i -> tokens(CHINESE, text, 1000).equals(expected)))
                .isTrue();
    }
}
