package io.vouchsafe.privacy.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.privacy.PolicyRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyRules_readBackAsTheyWereWritten(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            List<PolicyRule> rules = new ArrayList<>();
            for (int rule = random.nextInt(5); rule >= 0; rule--) {
                Map<String, String> parameters = new HashMap<>();
                for (int each = random.nextInt(3); each > 0; each--) {
                    parameters.put(text(random), text(random));
                }
                rules.add(
                        new PolicyRule(
                                optional(random),
                                optional(random),
                                optional(random),
                                text(random),
                                parameters));
            }

            String document = PolicyText.write(TestPolicies.REF, "n", optional(random), rules);

            assertThat(PolicyText.rules(TestPolicies.REF, document)).isEqualTo(rules);
        }
    }

    @Test
    void sameRules_haveTheSameDigestAlways() {
        List<PolicyRule> rules = List.of(TestPolicies.drop("age"));

        String digest = PolicyText.digest(PolicyText.write(TestPolicies.REF, "n", null, rules));

        assertThat(digest)
                .isEqualTo(PolicyText.digest(PolicyText.write(TestPolicies.REF, "n", null, rules)))
                .matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void digest_isSha256OfTheText() {
        assertThat(PolicyText.digest(""))
                .isEqualTo(
                        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{}", "{\"rules\":[1]}", "{\"rules\":[{}]}"})
    void damagedDocument_isAFaultThatNamesTheRevision(String document) {
        assertThatThrownBy(() -> PolicyText.rules(TestPolicies.REF, document))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("demo-masking@1");
    }

    private static @Nullable String optional(Random random) {
        return random.nextBoolean() ? null : text(random);
    }

    private static String text(Random random) {
        String alphabet = "ab*_\"\\/\n\u0001é张\u2028<";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
