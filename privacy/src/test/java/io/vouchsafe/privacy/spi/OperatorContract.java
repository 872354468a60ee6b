package io.vouchsafe.privacy.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every operator promises; a test class per operator extends it. */
public abstract class OperatorContract {
    /** The one under test. */
    protected abstract Operator operator();

    /** Parameters with which nothing of a marked text may remain. */
    protected abstract Map<String, String> strictest();

    @Test
    void name_isOneLowerCaseWord() {
        assertThat(operator().name()).matches("[a-z][a-z0-9_]{1,30}");
    }

    @Test
    void places_areSome() {
        assertThat(operator().places()).isNotEmpty();
    }

    @Test
    void action_isOfTheKindTheOperatorSays() {
        Action action = operator().prepare(strictest());

        assertThat(action instanceof Action.Rewrite).isEqualTo(operator().rewrites());
        assertThat(action instanceof Action.Removal).isNotEqualTo(operator().rewrites());
    }

    @Test
    void unknownParameter_isRefusedByName() {
        assertThatThrownBy(() -> operator().prepare(Map.of("no_such_parameter", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'no_such_parameter'")
                .hasMessageContaining(operator().name())
                .hasMessageNotContaining("VOUCH");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void textOutsideTheSpans_staysAsItIs(long seed) {
        if (!(operator().prepare(strictest()) instanceof Action.Rewrite rewrite)) {
            return;
        }
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            List<String> outside = new ArrayList<>();
            List<Span> spans = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(4); part >= 0; part--) {
                String between = "<" + word(random) + ">";
                outside.add(between);
                text.append(between);
                int start = text.codePointCount(0, text.length());
                String marked = "§" + word(random) + "§";
                text.append(marked);
                spans.add(new Span("X", start, text.codePointCount(0, text.length()), 1));
            }
            text.append("<end>");
            outside.add("<end>");

            String result = rewrite.rewrite(text.toString(), spans);

            assertThat(result).doesNotContain("§").startsWith(outside.getFirst());
            int from = 0;
            for (String between : outside) {
                int at = result.indexOf(between, from);
                assertThat(at).as("%s in %s", between, result).isGreaterThanOrEqualTo(from);
                from = at + between.length();
            }
            assertThat(from).isEqualTo(result.length());
        }
    }

    @Test
    void wholeText_leavesNothingOfItself() {
        if (!(operator().prepare(strictest()) instanceof Action.Rewrite rewrite)) {
            return;
        }
        String text = "Jörg 张三 😀 4711";

        String result = rewrite.rewrite(text, List.of(Span.whole(text)));

        for (int i = 0; i < text.length(); i++) {
            assertThat(result).doesNotContain(text.substring(i, i + 1));
        }
    }

    @Test
    void action_isSharedByManyThreads() throws Exception {
        if (!(operator().prepare(strictest()) instanceof Action.Rewrite rewrite)) {
            return;
        }
        String text = "secret 😀 text";
        List<Span> whole = List.of(Span.whole(text));
        String expected = rewrite.rewrite(text, whole);
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> all =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    thread ->
                                            pool.submit(
                                                    () ->
                                                            IntStream.range(0, 2_000)
                                                                    .allMatch(
                                                                            each ->
                                                                                    rewrite.rewrite(
                                                                                                    text,
                                                                                                    whole)
                                                                                            .equals(
                                                                                                    expected))))
                            .toList();
            for (Future<Boolean> each : all) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static String word(Random random) {
        List<String> units = List.of("a", "9", "张", "😀", "é", " ");
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            word.append(units.get(random.nextInt(units.size())));
        }
        return word.toString();
    }
}
