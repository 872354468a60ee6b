package io.vouchsafe.privacy.internal.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.privacy.spi.Action;
import io.vouchsafe.privacy.spi.Place;
import io.vouchsafe.privacy.spi.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
    static Stream<Arguments> masked() {
        return Stream.of(
                row("nothing kept", "4711", Map.of(), "****"),
                row(
                        "the last kept",
                        "DE89370400440532013000",
                        keep(0, 4),
                        "******************3000"),
                row("the first kept", "4111111111111111", keep(6, 0), "411111**********"),
                row("both ends kept", "4111111111111111", keep(4, 4), "4111********1111"),
                row("one left to mask", "12345", keep(2, 2), "12*45"),
                row("as long as what is kept is masked whole", "1234", keep(2, 2), "****"),
                row("shorter than what is kept is masked whole", "12", keep(0, 4), "**"),
                row("the empty text has nothing to mask", "", keep(0, 4), ""),
                row("another mask", "4711", Map.of("masking_char", "#"), "####"),
                row("a mask outside the BMP", "47", Map.of("masking_char", "🔒"), "🔒🔒"),
                row("blanks are characters too", "a b", Map.of(), "***"),
                row("line breaks are masked", "a\nb", Map.of(), "***"),
                row("CR and LF are one character", "a\r\nb", Map.of(), "***"),
                row("Chinese", "张三丰", keep(1, 0), "张**"),
                row("an emoji is one character", "a😀b", keep(0, 1), "**b"),
                row("a family is one character", "👨‍👩‍👧x", keep(0, 1), "*x"),
                row("a kept family stays whole", "x👨‍👩‍👧", keep(0, 1), "*👨‍👩‍👧"),
                row("a flag is one character", "🇩🇪🇨🇳", keep(0, 1), "*🇨🇳"),
                row("a letter keeps its accent", "be\u0301a", keep(2, 0), "be\u0301*"),
                row("an accent is not kept without its letter", "e\u0301x", keep(0, 1), "*x"),
                row(
                        "Devanagari signs stay with their letter",
                        "नमस्ते",
                        keep(1, 0),
                        "न***".substring(0, 3)),
                row("a lone surrogate is a character", "a\ud83db", keep(0, 1), "**b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("masked")
    void mask_hidesAllButWhatIsKept(
            String why, String text, Map<String, String> parameters, String expected) {
        assertThat(mask(parameters, text)).isEqualTo(expected);
    }

    @Test
    void onlyTheSpans_areMasked() {
        Action.Rewrite mask = (Action.Rewrite) new Mask().prepare(keep(0, 2));

        String result =
                mask.rewrite(
                        "😀 tel 12345, fax 67890.",
                        List.of(new Span("PHONE", 6, 11, 1), new Span("PHONE", 17, 22, 1)));

        assertThat(result).isEqualTo("😀 tel ***45, fax ***90.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keptParts_areExactlyTheEndsOfTheText(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String text = text(random);
            int first = random.nextInt(5);
            int last = random.nextInt(5);

            String result = mask(keep(first, last), text);

            int stars = (int) result.chars().filter(each -> each == '*').count();
            String head = result.substring(0, result.indexOf('*') < 0 ? 0 : result.indexOf('*'));
            String tail = result.substring(result.lastIndexOf('*') + 1);
            assertThat(text).startsWith(head).endsWith(tail);
            assertThat(stars)
                    .isEqualTo(
                            text.isEmpty() ? 0 : result.length() - head.length() - tail.length());
            assertThat(stars)
                    .as("something is masked")
                    .isGreaterThanOrEqualTo(text.isEmpty() ? 0 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0301", "😀", "🇩🇪", "e\u0301", "\r\n", "\u200d", "\ud83d"})
    void millionCharacters_takeTimeInProportion(String unit) {
        String text = unit.repeat(1_000_000 / unit.length());
        mask(keep(0, 4), text);

        assertThat(best(() -> mask(keep(0, 4), text))).isLessThan(Duration.ofSeconds(3));
    }

    static Stream<Arguments> wrongParameters() {
        return Stream.of(
                Arguments.of("a misspelt name", Map.of("keep_lst", "4"), "keep_lst"),
                Arguments.of("no number", Map.of("keep_last", "four"), "keep_last"),
                Arguments.of("an empty number", Map.of("keep_last", ""), "keep_last"),
                Arguments.of("a negative number", Map.of("keep_last", "-1"), "keep_last"),
                Arguments.of("a sign", Map.of("keep_first", "+1"), "keep_first"),
                Arguments.of("a fraction", Map.of("keep_first", "1.5"), "keep_first"),
                Arguments.of("digits of another script", Map.of("keep_first", "٣"), "keep_first"),
                Arguments.of(
                        "more than anything is long", Map.of("keep_last", "1001"), "keep_last"),
                Arguments.of("more than an int", Map.of("keep_last", "99999999999"), "keep_last"),
                Arguments.of("no mask", Map.of("masking_char", ""), "masking_char"),
                Arguments.of("two masks", Map.of("masking_char", "**"), "masking_char"),
                Arguments.of("an invisible mask", Map.of("masking_char", "\u200b"), "masking_char"),
                Arguments.of("a blank mask", Map.of("masking_char", " "), "masking_char"),
                Arguments.of("a combining mask", Map.of("masking_char", "\u0301"), "masking_char"),
                Arguments.of("half a character", Map.of("masking_char", "\ud83d"), "masking_char"),
                Arguments.of("a control character", Map.of("masking_char", "\0"), "masking_char"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongParameters")
    void wrongParameter_isNamed(String why, Map<String, String> parameters, String named) {
        assertThatThrownBy(() -> new Mask().prepare(parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + named + "'")
                .hasMessageEndingWith(".");
    }

    @Test
    void operators_sayWhereTheyStand() {
        assertThat(new Mask().places()).containsExactlyInAnyOrder(Place.INPUT, Place.OUTPUT);
        assertThat(new Redact().places()).containsExactlyInAnyOrder(Place.INPUT, Place.OUTPUT);
        assertThat(new Drop().places()).containsExactly(Place.INPUT);
        assertThat(new Hide().places()).containsExactly(Place.OUTPUT);
        assertThat(new Drop().rewrites()).isFalse();
        assertThat(new Hide().rewrites()).isFalse();
    }

    @Test
    void redact_leavesNoTraceOfTheSpans() {
        Action.Rewrite redact = (Action.Rewrite) new Redact().prepare(Map.of());

        String result =
                redact.rewrite("😀 ab cd", List.of(new Span("X", 2, 4, 1), new Span("X", 5, 7, 1)));

        assertThat(result).isEqualTo("😀  ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "hide", "redact"})
    void operatorWithoutParameters_takesNone(String name) {
        var operator =
                Stream.of(new Drop(), new Hide(), new Redact())
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();

        assertThatThrownBy(() -> operator.prepare(Map.of("keep_last", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    private static String mask(Map<String, String> parameters, String text) {
        Action.Rewrite mask = (Action.Rewrite) new Mask().prepare(parameters);
        return mask.rewrite(text, List.of(Span.whole(text)));
    }

    private static Map<String, String> keep(int first, int last) {
        return Map.of("keep_first", String.valueOf(first), "keep_last", String.valueOf(last));
    }

    private static Arguments row(
            String why, String text, Map<String, String> parameters, String expected) {
        return Arguments.of(why, text, parameters, expected);
    }

    private static String text(Random random) {
        List<String> units = List.of("a", "9", "张", "😀", "e\u0301", "🇩🇪", "\r\n", " ");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(units.get(random.nextInt(units.size())));
        }
        return text.toString();
    }

    private static Duration best(Runnable work) {
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            work.run();
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            best = taken.compareTo(best) < 0 ? taken : best;
        }
        return best;
    }
}
