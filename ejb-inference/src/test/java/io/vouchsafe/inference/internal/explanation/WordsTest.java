package io.vouchsafe.inference.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static Words of(String text) {
        return Words.of(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static List<String> parts(String text) {
        return of(text).words().stream()
                .map(
                        word ->
                                text.substring(
                                        text.offsetByCodePoints(0, word.start()),
                                        text.offsetByCodePoints(0, word.end())))
                .toList();
    }

    @ParameterizedTest(name = "{2}: {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "The rate is high; The|rate|is|high; words",
                "don't stop!; don't|stop|!; an apostrophe within",
                "order 4711, now; order|4711|,|now; numbers and signs",
                "我很喜欢这家店; 我|很|喜|欢|这|家|店; Chinese has no spaces",
                "用Java写的2号程序; 用|Java|写|的|2|号|程|序; scripts beside each other",
                "naïve über ﬁn; naïve|über|ﬁn; letters beyond ASCII",
                "привет мир; привет|мир; Cyrillic",
                "서울 날씨; 서울|날씨; Korean has spaces",
                "good 👩‍💻 day; good|👩‍💻|day; an emoji of several code points",
                "　全角　空白　; 全|角|空|白; the wide space",
                "to ***; to|***; what a policy has masked",
                "a_b-c; a_b|-|c; names of programs"
            })
    void textFallsIntoWords(String text, String expected, String why) {
        assertThat(parts(text)).as(why).isEqualTo(Arrays.asList(expected.split("\\|")));
    }

    @Test
    void blankText_hasNone() {
        assertThat(of("").words()).isEmpty();
        assertThat(of(" \n\t").words()).isEmpty();
    }

    @Test
    void bytesThatAreNoText_areNone() {
        assertThat(Words.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})).isEmpty();
    }

    @Test
    void aLongText_hasItsWordsInRuns() {
        Words words = of("word ".repeat(1000));

        assertThat(words.words()).hasSize(250);
        assertThat(words.words().getFirst()).isEqualTo(new Words.Word(0, 19, 0, 19));
        assertThat(words.words().getLast().end()).isEqualTo(4999);
    }

    @Property
    void offsetsInBytesAndCodePoints_meanTheSame_andOnlySpaceIsLeft(@ForAll String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        String same = new String(utf8, StandardCharsets.UTF_8); // lone surrogates are no text
        Words words = Words.of(utf8).orElseThrow();
        int end = 0;
        StringBuilder between = new StringBuilder();
        for (Words.Word word : words.words()) {
            String byPoints =
                    same.substring(
                            same.offsetByCodePoints(0, word.start()),
                            same.offsetByCodePoints(0, word.end()));
            String byBytes =
                    new String(utf8, word.from(), word.to() - word.from(), StandardCharsets.UTF_8);
            assertThat(byBytes).isEqualTo(byPoints).isNotEmpty();
            assertThat(word.start()).isGreaterThanOrEqualTo(end);
            between.append(
                    same,
                    same.offsetByCodePoints(0, end),
                    same.offsetByCodePoints(0, word.start()));
            end = word.end();
        }
        between.append(same.substring(same.offsetByCodePoints(0, end)));
        assertThat(between.toString().matches("(?U)\\s*")).isTrue();
    }
}
