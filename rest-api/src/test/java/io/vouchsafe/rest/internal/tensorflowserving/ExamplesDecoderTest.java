package io.vouchsafe.rest.internal.tensorflowserving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import io.vouchsafe.rest.testing.Examples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesDecoderTest {
    private static List<Map<String, Map<String, List<Object>>>> decode(String body) {
        return Stream.of(ExamplesDecoder.decode(body.getBytes(StandardCharsets.UTF_8)).serialized())
                .map(Examples::read)
                .toList();
    }

    @Test
    void everyKindOfElement_goesIntoItsList() {
        String body =
                """
                {"examples":[{"flag":[true,false],"n":[-1,9223372036854775807],"f":[0.5,NaN,-Infinity],
                 "t":["ü",{"b64":"AP8="}],"empty":[],"big":18446744073709551616}]}""";

        Map<String, Map<String, List<Object>>> read = decode(body).get(0);

        assertThat(read.get("flag")).isEqualTo(Map.of("int64_list", List.of(1L, 0L)));
        assertThat(read.get("n")).isEqualTo(Map.of("int64_list", List.of(-1L, Long.MAX_VALUE)));
        assertThat(read.get("f"))
                .isEqualTo(Map.of("float_list", List.of(0.5f, Float.NaN, Float.NEGATIVE_INFINITY)));
        assertThat(read.get("t").get("bytes_list").get(0)).isEqualTo("ü");
        assertThat(read.get("empty")).isEmpty();
        assertThat(read.get("big")).as("as a double would").containsKey("float_list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"context\":{\"a\":1,\"b\":1},\"examples\":[{\"b\":2}]} | before the examples",
                "{\"examples\":[{\"b\":2}],\"context\":{\"a\":1,\"b\":1}} | behind them"
            })
    void theContext_isOfEveryExample_unlessItSaysOtherwise(String body, String reason) {
        assertThat(decode(body))
                .as(reason)
                .containsExactly(
                        Map.of(
                                "a",
                                Map.of("int64_list", List.of(1L)),
                                "b",
                                Map.of("int64_list", List.of(2L))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"examples\":[]} | empty array | none",
                "{\"examples\":[{\"a\":[1,\"x\"]}]} | expecting type: int64 | a text among numbers",
                "{\"examples\":[{\"a\":[1.5,1]}]} | expecting type: float | a whole number among floats",
                "{\"examples\":[{\"a\":[[1]]}]} | JSON type: Array | a list in a list",
                "{\"examples\":[{\"a\":{\"b\":1}}]} | JSON type: Object | an object",
                "{\"examples\":[{\"a\":{\"b64\":\"\",\"c\":1}}]} | JSON type: Object | more than base64",
                "{\"examples\":[{\"a\":{\"b64\":\"!\"}}]} | base64 decode | no base64",
                "{\"examples\":[{\"a\":1e39}]} | float cannot hold | beyond a float",
                "{\"examples\":[{\"a\":\"\\udc00\"}]} | Unicode | half of a pair",
                "{\"examples\":[{\"a\":1,\"a\":2}]} | stands twice | a feature twice",
                "{\"context\":[],\"examples\":[{}]} | JSON Array | no object",
                "{\"examples\":[{\"a\":1} | JSON Parse error | cut off"
            })
    void whatIsNoExample_isRefused(String body, String said, String reason) {
        assertThatExceptionOfType(MalformedBodyException.class)
                .as(reason)
                .isThrownBy(() -> decode(body))
                .satisfies(refused -> assertThat(refused.problem().detail()).contains(said));
    }
}
