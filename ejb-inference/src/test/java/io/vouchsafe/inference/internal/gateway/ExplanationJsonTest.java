package io.vouchsafe.inference.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.inference.spi.Explanation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationJsonTest {
    private static String json(Map<String, Double> attributions, double value) {
        Explanation explanation =
                new Explanation(
                        "integrated-gradients",
                        "logits",
                        50,
                        List.of(new Explanation.Row(1, attributions, 0, value, -0.0)));
        return new String(ExplanationJson.bytes(explanation), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1.5, -1.5",
        "100, 100",
        "0.1, 0.1",
        "0.000001, 0.000001",
        "0.0000012, 0.0000012",
        "1e-7, 1e-7",
        "1.25e-7, 1.25e-7",
        "1e20, 100000000000000000000",
        "123456789012345680000, 123456789012345680000",
        "1e21, 1e+21",
        "1.5e300, 1.5e+300",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "9007199254740993, 9007199254740992",
        "0.30000000000000004, 0.30000000000000004"
    })
    void numbersAreWrittenAsEcmaScriptDoes(double value, String expected) {
        assertThat(json(Map.of(), value)).contains("\"value\":" + expected + "}");
    }

    @Test
    void anyExplanationIsCanonicalAlready() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            Map<String, Double> attributions = new LinkedHashMap<>();
            attributions.put("z", Double.longBitsToDouble(random.nextLong()));
            attributions.put("é\n\"\\\u0001", random.nextGaussian());
            attributions.put("a😀", random.nextGaussian() * 1e-6);
            attributions.put("ａ", (double) random.nextLong());
            attributions.values().removeIf(value -> !Double.isFinite(value));

            String json = json(attributions, random.nextGaussian());

            assertThat(new JsonCanonicalizer(json).getEncodedString()).isEqualTo(json);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsRefused(double value) {
        assertThatThrownBy(() -> json(Map.of(), value))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
