package io.vouchsafe.audit.internal.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @Test
    void object_isWrittenWithoutSpaces() {
        CanonicalJson json = new CanonicalJson().open();

        json.member("a", 1).member("b", null).member("c", List.of("x", 2L)).close();

        assertThat(text(json)).isEqualTo("{\"a\":1,\"b\":null,\"c\":[\"x\",2]}");
    }

    @Test
    void emptyContainers_areWritten() {
        CanonicalJson json = new CanonicalJson().open();

        json.member("a", Map.of()).member("b", List.of()).close();

        assertThat(text(json)).isEqualTo("{\"a\":{},\"b\":[]}");
    }

    @Test
    void nestedObjects_keepTheirOwnOrder() {
        CanonicalJson json = new CanonicalJson().open();

        json.member("b", Map.of("z", 1, "a", 2)).member("c", 3).close();

        assertThat(text(json)).isEqualTo("{\"b\":{\"a\":2,\"z\":1},\"c\":3}");
    }

    @ParameterizedTest
    @CsvSource({"b, a, order", "a, a, doubled name", "aa, a, prefix", "z, Z, capitals come first"})
    void wrongOrder_isRefused(String first, String second, String reason) {
        CanonicalJson json = new CanonicalJson().open().member(first, 1);

        assertThatThrownBy(() -> json.member(second, 2))
                .as(reason)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'" + second + "'");
    }

    @Test
    void names_areOrderedByUtf16CodeUnits() {
        // U+10000 begins with D800, so it stands before U+FB33 although its code point is higher
        CanonicalJson json = new CanonicalJson();

        json.value(Map.of("\ufb33", 1, "\ud800\udc00", 2));

        assertThat(text(json)).isEqualTo("{\"\ud800\udc00\":2,\"\ufb33\":1}");
    }

    @Test
    void controls_areEscapedAsRfc8785Says() {
        CanonicalJson json = new CanonicalJson().value("\u0000\b\t\n\u000b\f\r\u001f\"\\/\u007f");

        assertThat(text(json)).isEqualTo("\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\u007f\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\ud800b", "\udc00\ud800"})
    void loneSurrogate_becomesTheReplacementCharacter(String text) {
        CanonicalJson json = new CanonicalJson().value(text);

        assertThat(text(json)).contains("\ufffd").doesNotContain("?");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 9007199254740991L, -9007199254740991L})
    void exactIntegers_areWritten(long number) {
        assertThat(text(new CanonicalJson().value(number))).isEqualTo(Long.toString(number));
    }

    @ParameterizedTest
    @ValueSource(longs = {9007199254740992L, -9007199254740992L, Long.MAX_VALUE, Long.MIN_VALUE})
    void integersThatJsonDoesNotHoldExactly_areRefused(long number) {
        assertThatThrownBy(() -> new CanonicalJson().value(number))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @RepeatedTest(300)
    void anyValue_isWhatTheReferenceLibraryWrites(RepetitionInfo run) throws Exception {
        Object value = new Values(new Random(run.getCurrentRepetition())).object(0);
        String loose = new ObjectMapper().writeValueAsString(value);

        byte[] written = new CanonicalJson().value(value).toBytes();

        assertThat(new String(written, UTF_8))
                .isEqualTo(new JsonCanonicalizer(loose).getEncodedString());
    }

    private static String text(CanonicalJson json) {
        return new String(json.toBytes(), UTF_8);
    }

    /** Random values of every kind, characters of every plane. */
    private record Values(Random random) {
        Map<String, Object> object(int depth) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                members.put(string(), value(depth + 1));
            }
            return members;
        }

        private @Nullable Object value(int depth) {
            return switch (random.nextInt(depth > 3 ? 4 : 6)) {
                case 0 -> null;
                case 1 -> random.nextLong() >> (11 + random.nextInt(50));
                case 2 -> random.nextInt();
                case 3 -> string();
                case 4 -> object(depth);
                default -> {
                    List<Object> elements = new ArrayList<>();
                    for (int i = random.nextInt(5); i > 0; i--) {
                        elements.add(value(depth + 1));
                    }
                    yield elements;
                }
            };
        }

        private String string() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                int c =
                        switch (random.nextInt(5)) {
                            case 0 -> random.nextInt(0x20);
                            case 1 -> random.nextInt(0x80);
                            case 2 -> random.nextInt(0x800);
                            case 3 -> random.nextInt(0xd800);
                            default -> 0x10000 + random.nextInt(0x100000);
                        };
                text.appendCodePoint(c);
            }
            return text.toString();
        }
    }
}
