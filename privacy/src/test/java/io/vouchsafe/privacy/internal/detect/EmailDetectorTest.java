package io.vouchsafe.privacy.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.privacy.spi.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailDetectorTest {
    private final EmailDetector detector = new EmailDetector();

    static Stream<Arguments> found() {
        return Stream.of(
                row("alone", "jo@example.com", "jo@example.com"),
                row("one letter", "a@b.co", "a@b.co"),
                row("in a sentence", "Write to jo@example.com, please.", "jo@example.com"),
                row("at a sentence's end", "Write to jo@example.com.", "jo@example.com"),
                row("in brackets", "Jo <jo@example.com> wrote", "jo@example.com"),
                row("in quotes", "'jo@example.com'", "jo@example.com"),
                row("after mailto", "mailto:jo@example.com?subject=x", "jo@example.com"),
                row("dots and tags", "first.last+tag@example.com", "first.last+tag@example.com"),
                row(
                        "all odd marks",
                        "a!#$%&'*/=?^_`{|}~-z@example.com",
                        "a!#$%&'*/=?^_`{|}~-z@example.com"),
                row("a dot at the start is not of it", ".jo@example.com", "jo@example.com"),
                row("a dot before the at sign is", "jo.@example.com", "jo.@example.com"),
                row("many labels", "jo@mail.eu.example.co.uk", "jo@mail.eu.example.co.uk"),
                row("a dash in the domain", "jo@my-bank.example", "jo@my-bank.example"),
                row("digits in the domain", "jo@123.com", "jo@123.com"),
                row("capitals", "JO@EXAMPLE.COM", "JO@EXAMPLE.COM"),
                row("punycode", "a@xn--d1acufc.xn--p1ai", "a@xn--d1acufc.xn--p1ai"),
                row("Cyrillic", "иван@пример.рф", "иван@пример.рф"),
                row("Chinese", "用户@例子.公司", "用户@例子.公司"),
                row("umlauts", "jürgen@bücher.example", "jürgen@bücher.example"),
                row(
                        "a decomposed umlaut",
                        "ju\u0308rgen@bu\u0308cher.example",
                        "ju\u0308rgen@bu\u0308cher.example"),
                row("letters outside the BMP", "𝒋𝒐@example.com", "𝒋𝒐@example.com"),
                row("two", "a@b.com c@d.org", "a@b.com", "c@d.org"),
                row("two, comma only", "a@b.com,c@d.org", "a@b.com", "c@d.org"),
                row("two, semicolon only", "a@b.com;c@d.org", "a@b.com", "c@d.org"),
                row("after emoji", "😀😀 jo@example.com 😀", "jo@example.com"),
                row("in JSON", "{\"mail\":\"jo@example.com\"}", "jo@example.com"),
                row("in CSV", "1,jo@example.com,2", "jo@example.com"),
                row("across lines", "x\njo@example.com\r\ny", "jo@example.com"),
                row("beside malformed text", "\ufffdjo@example.com\ufffd", "jo@example.com"),
                row("the first of a chain", "a@b.com@c.org", "a@b.com"),
                row("digits after the top label stay", "jo@example.com1", "jo@example.com"),
                row("a colon and a port", "jo@example.com:25", "jo@example.com"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("found")
    void address_isFoundExactly(String why, String text, List<String> expected) {
        assertThat(texts(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@@@@",
                "jo",
                "jo@",
                "@example.com",
                "jo@example",
                "jo@example.",
                "jo@.com",
                "jo@example.c",
                "jo@example.123",
                "jo @example.com",
                "jo@ example.com",
                "jo(at)example.com",
                "jo@-.com-",
                "my email is info@presidio.",
                "Follow @example.com on the net",
                "....@example.com",
                "a\ud83d@\ud83d.com"
            })
    void whatIsNoAddress_isNotFound(String text) {
        assertThat(detector.detect(text)).isEmpty();
    }

    @Test
    void spans_countCodePoints() {
        List<Span> spans = detector.detect("😀 jo@example.com 😀 al@example.org");

        assertThat(spans)
                .containsExactly(
                        new Span("EMAIL_ADDRESS", 2, 16, 1), new Span("EMAIL_ADDRESS", 19, 33, 1));
    }

    @Test
    void presidiosCases_areFoundWithPresidiosSpans() throws IOException {
        Path file =
                Path.of(System.getProperty("vouchsafe.root", "."))
                        .resolve("../shared/data/conformance/presidio-pii/cases.json");
        assumeThat(file).as("the published cases are here").exists();
        int cases = 0;
        for (JsonNode each :
                new ObjectMapper().readTree(Files.readAllBytes(file)).required("cases")) {
            if (!each.required("entity").asText().equals("EMAIL_ADDRESS")) {
                continue;
            }
            cases++;
            List<List<Integer>> expected = new ArrayList<>();
            each.required("spans")
                    .forEach(
                            span ->
                                    expected.add(
                                            List.of(span.get(0).asInt(), span.get(1).asInt())));
            String text = each.required("text").asText();

            assertThat(
                            detector.detect(text).stream()
                                    .map(span -> List.of(span.start(), span.end())))
                    .as(text)
                    .isEqualTo(expected);
        }
        assertThat(cases).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void plantedAddress_isAlwaysFoundInsideOtherText(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String before = noise(random);
            String after = noise(random);

            List<String> found = texts(before + " jo.doe@example.com " + after);

            assertThat(found).as(before + "|" + after).contains("jo.doe@example.com");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void spans_areInOrderApartAndInsideTheText(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String text = noise(random) + noise(random);
            int end = 0;
            for (Span span : detector.detect(text)) {
                assertThat(span.start()).isGreaterThanOrEqualTo(end);
                assertThat(span.end()).isGreaterThan(span.start());
                end = span.end();
            }
            assertThat(end).isLessThanOrEqualTo(text.codePointCount(0, text.length()));
        }
    }

    static Stream<Arguments> hostile() {
        int size = 1_000_000;
        return Stream.of(
                Arguments.of("a local part without end", "a".repeat(size) + "@b.com"),
                Arguments.of("a domain without end", "a@" + "b.".repeat(size / 2)),
                Arguments.of("a domain of dashes", "a@b" + "-".repeat(size)),
                Arguments.of("a label without a dot", "a@" + "b".repeat(size)),
                Arguments.of("at signs only", "@".repeat(size)),
                Arguments.of("addresses without a domain", "a@".repeat(size / 2)),
                Arguments.of("addresses without a top label", "a@b.".repeat(size / 4)),
                Arguments.of("dots and at signs", ".@".repeat(size / 2)),
                Arguments.of(
                        "words between far at signs", ("a".repeat(999) + "@").repeat(size / 1000)),
                Arguments.of("combining marks", "a" + "\u0301".repeat(size) + "@b.com"),
                Arguments.of("surrogates", "\ud83d".repeat(size / 2) + "@\ude00.com"),
                Arguments.of("emoji before each", "😀@b.co ".repeat(size / 8)),
                Arguments.of("real addresses", "jo@example.com ".repeat(size / 15)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileMegabyte_takesTimeInProportion(String why, String text) {
        String half = text.substring(0, text.length() / 2);
        detector.detect(half);

        Duration whole = best(text);

        // Quadratic time would be minutes; the limit leaves room for a busy machine.
        assertThat(whole).isLessThan(Duration.ofSeconds(3));
    }

    private List<String> texts(String text) {
        return detector.detect(text).stream()
                .map(
                        span ->
                                text.substring(
                                        text.offsetByCodePoints(0, span.start()),
                                        text.offsetByCodePoints(0, span.end())))
                .toList();
    }

    private Duration best(String text) {
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            detector.detect(text);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            best = taken.compareTo(best) < 0 ? taken : best;
        }
        return best;
    }

    private static String noise(Random random) {
        String alphabet = "ab1._-@ \n,;<>\"'é张\u0301\u200d";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            if (random.nextInt(10) == 0) {
                text.append("😀");
            }
        }
        return text.toString();
    }

    private static Arguments row(String why, String text, String... expected) {
        return Arguments.of(why, text, List.of(expected));
    }
}
