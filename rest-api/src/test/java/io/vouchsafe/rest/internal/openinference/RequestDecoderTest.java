package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.rest.testing.Tensors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestDecoderTest {
    /** One element type: how it is written in JSON and what must be read. */
    private record Kind(
            DataType type, List<String> json, Function<ByteBuffer, Object> read, List<?> values) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            DataType.BOOL,
                            List.of("true", "false", "true", "true"),
                            ByteBuffer::get,
                            List.of((byte) 1, (byte) 0, (byte) 1, (byte) 1)),
                    new Kind(
                            DataType.INT8,
                            List.of("-128", "127", "0", "-1"),
                            ByteBuffer::get,
                            List.of((byte) -128, (byte) 127, (byte) 0, (byte) -1)),
                    new Kind(
                            DataType.UINT8,
                            List.of("0", "255", "128", "1"),
                            data -> Byte.toUnsignedInt(data.get()),
                            List.of(0, 255, 128, 1)),
                    new Kind(
                            DataType.INT16,
                            List.of("-32768", "32767", "0", "-1"),
                            ByteBuffer::getShort,
                            List.of((short) -32768, (short) 32767, (short) 0, (short) -1)),
                    new Kind(
                            DataType.UINT16,
                            List.of("0", "65535", "32768", "1"),
                            data -> Short.toUnsignedInt(data.getShort()),
                            List.of(0, 65535, 32768, 1)),
                    new Kind(
                            DataType.INT32,
                            List.of("-2147483648", "2147483647", "0", "-1"),
                            ByteBuffer::getInt,
                            List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1)),
                    new Kind(
                            DataType.UINT32,
                            List.of("0", "4294967295", "2147483648", "1"),
                            data -> Integer.toUnsignedLong(data.getInt()),
                            List.of(0L, 4294967295L, 2147483648L, 1L)),
                    new Kind(
                            DataType.INT64,
                            List.of("-9223372036854775808", "9223372036854775807", "0", "-1"),
                            ByteBuffer::getLong,
                            List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L)),
                    new Kind(
                            DataType.UINT64,
                            List.of("0", "18446744073709551615", "9223372036854775808", "1"),
                            data -> Long.toUnsignedString(data.getLong()),
                            List.of("0", "18446744073709551615", "9223372036854775808", "1")),
                    new Kind(
                            DataType.FP16,
                            List.of("1.5", "-65504", "6e-8", "\"NaN\""),
                            data -> Float.float16ToFloat(data.getShort()),
                            List.of(1.5f, -65504f, 5.9604645e-8f, Float.NaN)),
                    new Kind(
                            DataType.BF16,
                            List.of("1.5", "-3.3895314E38", "0.00390625", "\"-Infinity\""),
                            data -> BrainFloat.toFloat(data.getShort()),
                            List.of(1.5f, -3.3895314E38f, 0.00390625f, Float.NEGATIVE_INFINITY)),
                    new Kind(
                            DataType.FP32,
                            List.of("0.1", "3.4028234663852886e38", "16777217", "\"Infinity\""),
                            ByteBuffer::getFloat,
                            List.of(0.1f, Float.MAX_VALUE, 16777216f, Float.POSITIVE_INFINITY)),
                    new Kind(
                            DataType.FP64,
                            List.of("0.1", "1.7976931348623157e308", "-0.0", "4.9e-324"),
                            ByteBuffer::getDouble,
                            List.of(0.1, Double.MAX_VALUE, -0.0, Double.MIN_VALUE)));

    private static Stream<Kind> kinds() {
        return KINDS.stream();
    }

    /** Every order in which the four members of an input can come. */
    private static Stream<Arguments> kindsInEveryOrder() {
        return KINDS.stream()
                .flatMap(
                        kind ->
                                orders(List.of("name", "shape", "datatype", "data")).stream()
                                        .map(order -> Arguments.of(kind, order)));
    }

    private static List<List<String>> orders(List<String> members) {
        if (members.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : members) {
            List<String> rest = new ArrayList<>(members);
            rest.remove(first);
            for (List<String> order : orders(rest)) {
                List<String> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    private static String input(List<String> order, Kind kind, String shape, String data) {
        StringBuilder json = new StringBuilder("{\"inputs\":[{");
        for (String member : order) {
            json.append(json.charAt(json.length() - 1) == '{' ? "" : ",")
                    .append('"')
                    .append(member)
                    .append("\":")
                    .append(
                            switch (member) {
                                case "name" -> "\"x\"";
                                case "shape" -> shape;
                                case "datatype" -> "\"" + kind.type() + "\"";
                                default -> data;
                            });
        }
        return json.append("}]}").toString();
    }

    private static InferenceBody decode(String json) {
        return RequestDecoder.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertReads(Kind kind, String body, Shape shape) {
        Tensor.Numeric tensor = Tensors.numeric(decode(body).inputs(), "x");

        assertThat(tensor.dataType()).isEqualTo(kind.type());
        assertThat(tensor.shape()).isEqualTo(shape);
        ByteBuffer data = tensor.buffer();
        List<Object> values = new ArrayList<>();
        while (data.hasRemaining()) {
            values.add(kind.read().apply(data));
        }
        assertThat(values).isEqualTo(kind.values());
    }

    @ParameterizedTest
    @MethodSource("kindsInEveryOrder")
    void nestedData_isReadInAnyOrderOfMembers(Kind kind, List<String> order) {
        List<String> v = kind.json();
        String nested = "[[%s, %s], [%s, %s]]".formatted(v.get(0), v.get(1), v.get(2), v.get(3));

        assertReads(kind, input(order, kind, "[2,2]", nested), Shape.of(2, 2));
    }

    @ParameterizedTest
    @MethodSource("kindsInEveryOrder")
    void flatData_isReadInAnyOrderOfMembers(Kind kind, List<String> order) {
        String flat = "[" + String.join(",", kind.json()) + "]";

        assertReads(kind, input(order, kind, "[2,2]", flat), Shape.of(2, 2));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void dataOfOneDimension_isReadAsItIs(Kind kind) {
        String flat = "[" + String.join(" , ", kind.json()) + "]";

        assertReads(
                kind,
                input(List.of("name", "shape", "datatype", "data"), kind, "[4]", flat),
                Shape.of(4));
    }

    @Test
    void texts_areReadAsUtf8_flatAndNested() {
        String flat = "[\"a\",\"\",\"ü€😀\",\"\\u00e4\\ud83d\\ude00\"]";
        String nested = "[[\"a\",\"\"],[\"ü€😀\",\"\\u00e4\\ud83d\\ude00\"]]";

        for (String data : List.of(flat, nested)) {
            Tensor.Bytes tensor =
                    Tensors.bytes(
                            decode(
                                            "{\"inputs\":[{\"data\":%s,\"shape\":[2,2],\"datatype\":\"BYTES\",\"name\":\"t\"}]}"
                                                    .formatted(data))
                                    .inputs(),
                            "t");

            assertThat(tensor.text(0)).isEqualTo("a");
            assertThat(tensor.elements()[1]).isEmpty();
            assertThat(tensor.text(2)).isEqualTo("ü€😀");
            assertThat(tensor.text(3)).isEqualTo("ä😀");
        }
    }

    @Test
    void base64Texts_becomeTheirBytes_whereverTheParametersStand() {
        Tensor.Bytes tensor =
                Tensors.bytes(
                        decode(
                                        """
                                        {"inputs":[{"name":"b","data":["/wA=","" ],"datatype":"BYTES",
                                         "shape":[2],"parameters":{"content_type":"base64"}}]}""")
                                .inputs(),
                        "b");

        assertThat(tensor.elements()[0]).containsExactly(0xff, 0);
        assertThat(tensor.elements()[1]).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]    | 7          | a bare scalar",
                "[]    | [7]        | a scalar in an array",
                "[1]   | [7]        | one element",
                "[1,1] | [[7]]      | nested once",
                "[1,1,1] | [[[7]]]  | nested twice",
                "[1,1,1] | [7]      | flat"
            })
    void aSingleElement_mayStandInEachForm(String shape, String data, String form) {
        InferenceBody body =
                decode(
                        "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"INT32\",\"shape\":%s,\"data\":%s}]}"
                                .formatted(shape, data));

        InferenceBody dataFirst =
                decode(
                        "{\"inputs\":[{\"data\":%s,\"name\":\"x\",\"datatype\":\"INT32\",\"shape\":%s}]}"
                                .formatted(data, shape));

        Tensor.Numeric tensor = Tensors.numeric(body.inputs(), "x");
        assertThat(Tensors.numeric(dataFirst.inputs(), "x").buffer()).isEqualTo(tensor.buffer());
        assertThat(tensor.buffer().getInt()).as(form).isEqualTo(7);
        assertThat(tensor.shape().elements()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0]     | []         | no element",
                "[0,3]   | []         | no row",
                "[2,0]   | [[],[]]    | rows without element",
                "[2,0]   | []         | the same, flat",
                "[0,9223372036854775807] | [] | a product that is 0 all the same"
            })
    void noElementAtAll_isATensorToo(String shape, String data, String reason) {
        InferenceBody body =
                decode(
                        "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP64\",\"shape\":%s,\"data\":%s}]}"
                                .formatted(shape, data));

        assertThat(Tensors.numeric(body.inputs(), "x").buffer().remaining()).as(reason).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FP64  | -2.5e-3   | a number with an exponent",
                "BOOL  | true      | a word",
                "FP32  | \"NaN\"  | a name of a number",
                "BYTES | \"a\"    | a text"
            })
    void aBareScalar_isReadAlsoBeforeItsShape(String datatype, String data, String reason) {
        InferenceBody body =
                decode(
                        "{\"inputs\":[{\"data\":%s ,\"name\":\"x\",\"datatype\":\"%s\",\"shape\":[]}]}"
                                .formatted(data, datatype));

        assertThat(body.inputs().tensors()).as(reason).containsOnlyKeys("x");
    }

    @Test
    void theEnvelope_isRead_inAnyOrder() {
        InferenceBody body =
                decode(
                        """
                        {"outputs":[{"name":"b","parameters":{"binary_data":false}},{"name":"a"}],
                         "parameters":{"signature_name":"sig","priority":3,"nested":{"deep":[1]}},
                         "inputs":[
                           {"name":"first","shape":[1],"datatype":"FP32","data":[1]},
                           {"name":"second","shape":[1],"datatype":"BYTES","data":["x"],
                            "parameters":{"content_type":"str"}}],
                         "id":"request-1"}
                        """);

        assertThat(body.id()).isEqualTo("request-1");
        assertThat(body.signature()).isEqualTo("sig");
        assertThat(body.outputs()).containsExactly("b", "a");
        assertThat(body.inputs().tensors()).containsOnlyKeys("first", "second");
    }

    @Test
    void whatMayBeLeftOut_isLeftOut() {
        InferenceBody body =
                decode(
                        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}");

        assertThat(body.id()).isNull();
        assertThat(body.signature()).isNull();
        assertThat(body.outputs()).isEmpty();
    }

    @Test
    void manyDimensions_areReadUpToThirtyTwo() {
        String shape = "[" + "1,".repeat(31) + "2]";
        String nested = "[".repeat(32) + "5,6" + "]".repeat(32);

        InferenceBody body =
                decode(
                        "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"UINT8\",\"shape\":%s,\"data\":%s}]}"
                                .formatted(shape, nested));

        assertThat(Tensors.numeric(body.inputs(), "x").buffer().get(1)).isEqualTo((byte) 6);
    }
}
