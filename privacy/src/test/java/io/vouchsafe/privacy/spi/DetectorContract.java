package io.vouchsafe.privacy.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every detector promises; a test class per detector extends it. */
public abstract class DetectorContract {
    /** Units that hostile texts are made of. */
    private static final List<String> UNITS =
            List.of(
                    "a", "1", ".", "-", "_", "+", "@", " ", "\n", "\t", "\0", "(", "a@", ".@", "a.",
                    "1-", "+1 ", "é", "张", "\u0301", "\u200d", "😀", "\ud83d", "\ude00", "\ufffd");

    /** The one under test. */
    protected abstract Detector detector();

    /** A text that has exactly one find, of {@link #find}. */
    protected abstract String sample();

    /** What is found in {@link #sample()}, as text. */
    protected abstract String find();

    @Test
    void entities_areNamedAsInPresidio() {
        assertThat(detector().entities())
                .isNotEmpty()
                .allMatch(entity -> entity.matches("[A-Z][A-Z0-9_]*"));
    }

    @Test
    void sample_isFoundWithAnEntityOfTheDetector() {
        List<Span> spans = detector().detect(sample());

        assertThat(spans).hasSize(1);
        assertThat(detector().entities()).contains(spans.getFirst().entity());
        assertThat(text(sample(), spans.getFirst())).isEqualTo(find());
    }

    @Test
    void emptyText_hasNoFind() {
        assertThat(detector().detect("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀 ", "张三 ", "\u0301\u0301 ", "𝒋 𝒐 ", "\ud83d "})
    void textBefore_movesTheSpanByItsCodePoints(String before) {
        Span alone = detector().detect(sample()).getFirst();
        int shift = before.codePointCount(0, before.length());

        List<Span> spans = detector().detect(before + sample());

        assertThat(spans)
                .containsExactly(
                        new Span(
                                alone.entity(),
                                alone.start() + shift,
                                alone.end() + shift,
                                alone.score()));
    }

    @Test
    void manySamples_areAllFound() {
        String text = (sample() + "\n").repeat(500);

        List<Span> spans = detector().detect(text);

        assertThat(spans).hasSize(500).allMatch(span -> text(text, span).equals(find()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyText_hasSpansInOrderApartAndInside(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            String text = random(random, 60);
            int end = 0;
            for (Span span : detector().detect(text)) {
                assertThat(span.start()).as(text).isGreaterThanOrEqualTo(end);
                assertThat(span.end()).as(text).isGreaterThan(span.start());
                assertThat(span.end()).isLessThanOrEqualTo(text.codePointCount(0, text.length()));
                assertThat(detector().entities()).contains(span.entity());
                end = span.end();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void sameText_hasTheSameFinds(long seed) {
        String text = random(new Random(seed), 500) + sample();

        assertThat(detector().detect(text)).isEqualTo(detector().detect(text));
    }

    @Test
    void repeatedUnits_takeTimeInProportion() {
        for (String unit : UNITS) {
            String text = unit.repeat(400_000 / unit.length());
            detector().detect(text.substring(0, 1000));

            long start = System.nanoTime();
            detector().detect(text);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);

            assertThat(taken).as("400,000 of '%s'", unit).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void manyThreads_findTheSame() throws Exception {
        List<Span> expected = detector().detect(sample());
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> all =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    thread ->
                                            pool.submit(
                                                    () -> {
                                                        boolean same = true;
                                                        for (int i = 0; i < 2_000; i++) {
                                                            same &=
                                                                    detector()
                                                                            .detect(sample())
                                                                            .equals(expected);
                                                        }
                                                        return same;
                                                    }))
                            .toList();
            for (Future<Boolean> each : all) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static String random(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(UNITS.get(random.nextInt(UNITS.size())));
        }
        return text.toString();
    }

    private static String text(String text, Span span) {
        return text.substring(
                text.offsetByCodePoints(0, span.start()), text.offsetByCodePoints(0, span.end()));
    }
}
