package io.vouchsafe.rest.internal.tensorflowserving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import io.vouchsafe.rest.testing.Tensors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PredictDecoderTest {
    private static Signature signature(String name, TensorSpec... inputs) {
        return new Signature(name, "", List.of(inputs), List.of());
    }

    private static TensorSpec input(String name, DataType type) {
        return new TensorSpec(name, type, null);
    }

    private static PredictBody decode(String body, Signature... signatures) {
        Map<String, Signature> known =
                Arrays.stream(signatures)
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        Signature::name, Function.identity()));
        return PredictDecoder.decode(
                body.getBytes(StandardCharsets.UTF_8),
                name -> {
                    if (!known.containsKey(name)) {
                        throw ServingTexts.TEXTS.noSignature(name);
                    }
                    return known.get(name);
                });
    }

    private static final Signature FLOATS = signature(Signature.DEFAULT, input("x", DataType.FP32));
    private static final Signature TEXTS = signature("texts", input("t", DataType.BYTES));
    private static final Signature TWO =
            signature(Signature.DEFAULT, input("a", DataType.INT64), input("b", DataType.BYTES));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"inputs\":[\"a\"],\"signature_name\":\"texts\"} | the default's types do not fit",
                "{\"instances\":[\"a\"],\"signature_name\":\"texts\"} | nor in rows",
                "{\"signature_name\":\"texts\",\"inputs\":[\"a\"]} | the usual order"
            })
    void theSignaturesName_mayStandBehindTheData(String body, String reason) {
        PredictBody read = decode(body, FLOATS, TEXTS);

        assertThat(read.signature()).as(reason).isEqualTo("texts");
        assertThat(Tensors.bytes(read.inputs(), "t").text(0)).isEqualTo("a");
    }

    @Test
    void aGuessThatFits_isStillReadAsTheSignatureThatIsNamed() {
        Signature doubles = signature("doubles", input("x", DataType.FP64));

        PredictBody read =
                decode("{\"inputs\":[0.1],\"signature_name\":\"doubles\"}", FLOATS, doubles);

        assertThat(Tensors.numeric(read.inputs(), "x").buffer().getDouble()).isEqualTo(0.1);
    }

    @Test
    void aModelWithoutDefaultSignature_isCalledByAnother() {
        PredictBody read = decode("{\"inputs\":[\"a\"],\"signature_name\":\"texts\"}", TEXTS);

        assertThat(read.signature()).isEqualTo("texts");
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class, names = "BYTES", mode = EnumSource.Mode.EXCLUDE)
    void everyNumericType_isRead(DataType type) {
        String one = type == DataType.BOOL ? "true" : "1";

        PredictBody read =
                decode(
                        "{\"instances\":[" + one + "]}",
                        signature(Signature.DEFAULT, input("x", type)));

        assertThat(Tensors.numeric(read.inputs(), "x").buffer().remaining()).isEqualTo(type.size());
    }

    @Test
    void aScalar_isAColumnWithoutDimensions() {
        PredictBody read = decode("{\"inputs\":{\"x\":10.0}}", FLOATS);

        assertThat(Tensors.numeric(read.inputs(), "x").shape()).isEqualTo(Shape.SCALAR);
    }

    @Test
    void moreThanAChunk_isKeptInOrder() {
        StringBuilder body = new StringBuilder("{\"instances\":[0");
        int count = 300_000;
        for (int i = 1; i < count; i++) {
            body.append(',').append(i);
        }

        PredictBody read = decode(body.append("]}").toString(), FLOATS);

        ByteBuffer data = Tensors.numeric(read.inputs(), "x").buffer();
        assertThat(Tensors.numeric(read.inputs(), "x").data().isDirect()).isTrue();
        for (int i = 0; i < count; i++) {
            assertThat(data.getFloat()).isEqualTo(i);
        }
    }

    @Test
    void bytesMayBeAnInputCalledLikeTheirKey() {
        Signature odd =
                signature(
                        Signature.DEFAULT, input("b64", DataType.BYTES), input("n", DataType.INT8));

        PredictBody read = decode("{\"instances\":[{\"b64\":\"plain\",\"n\":1}]}", odd);

        assertThat(Tensors.bytes(read.inputs(), "b64").text(0)).isEqualTo("plain");
    }

    @Test
    void aBase64Object_isOneValue_inRowsAndColumns() {
        Signature bytes = signature(Signature.DEFAULT, input("t", DataType.BYTES));

        PredictBody rows = decode("{\"instances\":[{\"b64\":\"AP8=\"},\"x\"]}", bytes);
        PredictBody column = decode("{\"inputs\":{\"b64\":\"AP8=\"}}", bytes);

        assertThat(Tensors.bytes(rows.inputs(), "t").elements()[0]).containsExactly(0, -1);
        assertThat(Tensors.bytes(rows.inputs(), "t").shape()).isEqualTo(Shape.of(2));
        assertThat(Tensors.bytes(column.inputs(), "t").shape()).isEqualTo(Shape.SCALAR);
    }

    @Test
    void namesThatColumnsHaveTooMany_arePassedOver() {
        PredictBody read =
                decode("{\"inputs\":{\"x\":[1],\"note\":{\"a\":[]}},\"other\":[{}]}", FLOATS);

        assertThat(read.inputs().tensors()).containsOnlyKeys("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"instances\":[{\"a\":1,\"b\":\"x\",\"c\":1}]} | named input: c | a name too many",
                "{\"instances\":[{\"a\":1}]} | keys must be equal to: a,b | a name too few",
                "{\"instances\":[{\"a\":1,\"b\":\"x\"},{\"a\":1}]} | element: 1 | in a later row",
                "{\"instances\":[{\"a\":1,\"a\":1,\"b\":\"x\"}]} | keys must be | a name twice",
                "{\"instances\":[1]} | multiple input | plain rows for two inputs",
                "{\"inputs\":[1]} | multiple input | a plain column for two inputs",
                "{\"inputs\":{\"a\":1}} | Missing named input: b | a column too few",
                "{\"inputs\":{\"a\":1,\"a\":1,\"b\":\"x\"}} | Missing named input: a | a column twice",
                "{\"instances\":[{\"a\":9223372036854775808,\"b\":\"\"}]} | loss | beyond a long",
                "{\"instances\":[{\"a\":1.0,\"b\":\"\"}]} | expected type: int64 | a float",
                "{\"instances\":[{\"a\":null,\"b\":\"\"}]} | expected type: int64 | no value",
                "{\"instances\":[{\"a\":1,\"b\":{\"b64\":\"*\"}}]} | base64 decode | no base64",
                "{\"instances\":[{\"a\":1,\"b\":{\"b64\":1}}]} | base64 data | no text",
                "{\"instances\":[{\"a\":1,\"b\":\"\\ud800\"}]} | Unicode | half of a pair",
                "{\"inputs\":{\"a\":[[1],2],\"b\":\"\"}} | incorrect level | a value too high",
                "{\"inputs\":{\"a\":[1,[2]],\"b\":\"\"}} | unexpected level | a list too deep",
                "{\"inputs\":{\"a\":[[],[1]],\"b\":\"\"}} | unexpected size | empty, then not",
                "{\"inputs\":{\"a\":[[1,2],[3]],\"b\":\"\"}} | unexpected size | ragged",
                "{\"inputs\":{\"a\":{},\"b\":\"\"}} | expected type: int64 | an object",
                "{\"inputs\":{\"a\":Infinity,\"b\":\"\"}} | expected type | no whole number"
            })
    void whatDoesNotFit_isRefusedWithoutQuotingIt(String body, String said, String reason) {
        assertThatExceptionOfType(MalformedBodyException.class)
                .as(reason)
                .isThrownBy(() -> decode(body, TWO))
                .satisfies(
                        refused ->
                                assertThat(refused.problem().detail())
                                        .contains(said)
                                        .doesNotContain("9223372036854775808"));
    }

    @ParameterizedTest
    @CsvSource({"1e999, beyond a double", "-1e400, below", "INF, no word", "+INF, no word"})
    void aNumberThatNothingHolds_isNotTakenForInfinity(String number, String reason) {
        assertThatExceptionOfType(MalformedBodyException.class)
                .as(reason)
                .isThrownBy(() -> decode("{\"instances\":[" + number + "]}", FLOATS));
    }

    @Test
    void listsDeeperThanATensorMayBe_areRefused() {
        String deep = "[".repeat(32) + "1" + "]".repeat(32);

        assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() -> decode("{\"inputs\":" + deep + "}", FLOATS))
                .satisfies(refused -> assertThat(refused.problem().detail()).contains("31"));
    }
}
