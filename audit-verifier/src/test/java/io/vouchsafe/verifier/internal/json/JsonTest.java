package io.vouchsafe.verifier.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void everyKindOfValueIsRead() {
        Json json =
                Json.parse(
                        " { \"a\" : [ 1 , -2.5e1, true , false, null ] ,\t\"b\":{},\r\n\"c\":\"\\u00e9\\n\\/\" } ");

        assertThat(json.canonical())
                .isEqualTo("{\"a\":[1,-25,true,false,null],\"b\":{},\"c\":\"\u00e9\\n/\"}");
        assertThat(((Json.Obj) json).text("c")).contains("\u00e9\n/");
        assertThat(((Json.Obj) json).text("a")).isEmpty();
        assertThat(((Json.Obj) json).text("missing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1 \"b\":2}",
                "{1:2}",
                "nul",
                "True",
                "NaN",
                "Infinity",
                "-",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x10",
                "1 2",
                "{}{}",
                "{} x",
                "\"",
                "\"a",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\U0041\"",
                "\"\t\"",
                "\"\n\"",
                "\"\u0000\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "1e400",
                "-1e400",
                "// c\n1",
                "[1]\u0000",
                "\ufeff{}",
                "\u00a01",
                "\"\\u\uff11\uff12\uff13\uff14\"",
            })
    void everythingElse_isRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":{\"a\":1,\"b\":2,\"a\":3}}",
            })
    void nameThatStandsTwice_isRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void deepNesting_isRefusedNotOverflowed() {
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(Json.Arr.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(1_000_000)))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void siblingsDoNotCountAsDepth() {
        assertThat(Json.parse("[" + "[],".repeat(10_000) + "[]]")).isInstanceOf(Json.Arr.class);
    }

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void numbersAreWrittenAsPublished(String bits, String text) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(new Json.Num(value).canonical()).isEqualTo(text);
    }

    @Test
    void numbersAreWrittenAsTheReferenceDoes() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value =
                    i % 2 == 0
                            ? Double.longBitsToDouble(random.nextLong())
                            : random.nextInt(100) * Math.pow(10, random.nextInt(60) - 30);
            if (!Double.isFinite(value)) {
                continue;
            }
            String text = "[" + value + "]";
            assertThat(Json.parse(text).canonical())
                    .as("seed %s", seed)
                    .isEqualTo(new JsonCanonicalizer(text).getEncodedString());
        }
    }

    @Test
    void namesAndStringsAreWrittenAsTheReferenceDoes() throws IOException {
        String text =
                "{\"\\u20ac\":\"Euro\",\"\\r\":\"CR\",\"\\ufb33\":\"Dalet\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Smile\","
                        + "\"\\u0080\":\"Control\\u007f\",\"\\u00f6\":\"o\",\"<\\/script>\":\"\\u000f\\u001f\\b\\f\\t\\\\\\\"\"}";

        assertThat(Json.parse(text).canonical())
                .isEqualTo(new JsonCanonicalizer(text).getEncodedString());
    }

    @Test
    void canonicalFormIsItsOwn() {
        String text = "{\"a\":[1,0.5,\"\\u0001\"],\"b\":null,\"\u00e9\":true}";

        assertThat(Json.parse(text).canonical()).isEqualTo(text);
    }
}
