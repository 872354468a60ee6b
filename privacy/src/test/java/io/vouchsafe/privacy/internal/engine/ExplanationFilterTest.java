package io.vouchsafe.privacy.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Explanations that were damaged on the way, and numbers that must not be touched. */
class ExplanationFilterTest {
    private static final String SOUND =
            "{\"method\":\"m\",\"output\":\"y\",\"steps\":50,\"rows\":[{\"target\":0,"
                    + "\"attributions\":{\"age\":0.1,\"income\":0.2},\"baseline\":0.5,"
                    + "\"value\":0.8,\"residual\":0}]}";

    @Test
    void noExplanation_staysNone() {
        assertThat(ExplanationFilter.filter(null, output -> false, Set.of("age"))).isNull();
    }

    @Test
    void nothingToTakeOut_isTheSameArray() {
        byte[] sound = utf8(SOUND);

        assertThat(ExplanationFilter.filter(sound, output -> false, Set.of())).isSameAs(sound);
    }

    @Test
    void orderAsWritten_isKept() {
        assertThat(filtered(SOUND, Set.of("age"))).isEqualTo(SOUND.replace("\"age\":0.1,", ""));
        assertThat(filtered(SOUND, Set.of("income")))
                .isEqualTo(SOUND.replace(",\"income\":0.2", ""));
    }

    @Test
    void nameNobodyDropped_changesNoByte() {
        assertThat(filtered(SOUND, Set.of("zip"))).isEqualTo(SOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.1",
                "1e21",
                "1E-7",
                "-2.5e-7",
                "123456789012345678901234567890",
                "5e-324",
                "1.7976931348623157e308",
                "0.30000000000000004"
            })
    void number_keepsItsText(String number) {
        String explanation =
                "{\"output\":\"y\",\"rows\":[{\"attributions\":{\"age\":1,\"zip\":"
                        + number
                        + "}}]}";

        assertThat(filtered(explanation, Set.of("age")))
                .isEqualTo(explanation.replace("\"age\":1,", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "张", "😀", "a b", "a\\\"b", "a\\\\b", "/", "</script>"})
    void name_keepsItsText(String name) {
        String explanation =
                "{\"output\":\"y\",\"rows\":[{\"attributions\":{\"age\":1,\"" + name + "\":2}}]}";

        assertThat(filtered(explanation, Set.of("age")))
                .isEqualTo(explanation.replace("\"age\":1,", ""));
    }

    @Test
    void deepNesting_isAFaultNotAStackOverflow() {
        String deep = "{\"output\":\"y\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(outcome(utf8(deep), Set.of("age"))).isEqualTo("fault");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void damagedBytes_areAFaultOrClean(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = utf8(SOUND);
            for (int change = random.nextInt(3); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }

            String outcome = outcome(damaged, Set.of("age", "income"));

            if (!outcome.equals("fault")) {
                String before = new String(damaged, StandardCharsets.UTF_8);
                boolean wasAttribution = before.contains("\"attributions\":{\"age\":");
                assertThat(wasAttribution && outcome.contains("\"age\":")).as(before).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void cutOffAnywhere_isAFault(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String cut = SOUND.substring(0, random.nextInt(SOUND.length()));

            assertThat(outcome(utf8(cut), Set.of("age"))).as(cut).isEqualTo("fault");
        }
    }

    private static String outcome(byte[] explanation, Set<String> dropped) {
        try {
            byte[] result = ExplanationFilter.filter(explanation, output -> false, dropped);
            return result == null ? "none" : new String(result, StandardCharsets.UTF_8);
        } catch (IllegalStateException fault) {
            assertThat(fault).hasNoCause();
            return "fault";
        }
    }

    private static @Nullable String filtered(String explanation, Set<String> dropped) {
        byte[] result = ExplanationFilter.filter(utf8(explanation), output -> false, dropped);
        return result == null ? null : new String(result, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
