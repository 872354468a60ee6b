package io.vouchsafe.rest.internal.tensorflowserving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vouchsafe.inference.AnswerRejectedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormsTest {
    private static String written(ServingEncoder.Form form, Map<String, Tensor> outputs) {
        return new String(new ServingEncoder(form).encode(outputs, null), StandardCharsets.UTF_8);
    }

    private static Tensor whole(DataType type, long value) {
        ByteBuffer data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
        return new Tensor.Numeric(type, Shape.SCALAR, data.limit(type.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL, 1, true",
        "INT8, -1, -1",
        "UINT8, -1, 255",
        "INT16, -1, -1",
        "UINT16, -1, 65535",
        "INT32, -1, -1",
        "UINT32, -1, 4294967295",
        "INT64, -1, -1",
        "UINT64, -1, 18446744073709551615",
        "FP16, 15360, 1.0",
        "BF16, 16256, 1.0",
        "FP32, 1036831949, 0.1",
        "FP64, 4607182418800017408, 1.0"
    })
    void everyType_isWrittenByItsValue(DataType type, long bits, String json) {
        assertThat(written(Forms::columns, Map.of("y", whole(type, bits))))
                .isEqualTo("{\"outputs\":" + json + "}");
    }

    @Property
    void aFloat_readsBackExactly(@ForAll float value) {
        String json = written(Forms::columns, Map.of("y", Tensor.floats(Shape.SCALAR, value)));

        String number = json.substring("{\"outputs\":".length(), json.length() - 1);
        assertThat(Float.parseFloat(number)).isEqualTo(value);
        assertThat(number).as("never taken for a whole number").containsAnyOf(".", "E");
    }

    @Test
    void rowsOfSeveralOutputs_areObjects_byName() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("b", Tensor.strings(Shape.of(2), "x", "y"));
        outputs.put("a", Tensor.floats(Shape.of(2, 2), 1, 2, 3, 4));

        assertThat(written(Forms::rows, outputs))
                .isEqualTo(
                        "{\"predictions\":[{\"a\":[1.0,2.0],\"b\":\"x\"},{\"a\":[3.0,4.0],\"b\":\"y\"}]}");
    }

    @Test
    void bytesThatAreNoText_areBase64_allOfTheirTensor() {
        Tensor bytes = new Tensor.Bytes(Shape.of(2), new byte[][] {{'a'}, {-1}});

        assertThat(written(Forms::columns, Map.of("y", bytes)))
                .isEqualTo("{\"outputs\":[{\"b64\":\"YQ==\"},{\"b64\":\"/w==\"}]}");
    }

    @Test
    void anExplanation_standsBesideTheAnswer() {
        byte[] explanation = "{\"method\":\"x\"}".getBytes(StandardCharsets.UTF_8);

        byte[] body =
                new ServingEncoder(Forms::rows)
                        .encode(Map.of("y", Tensor.floats(Shape.of(1), 1)), explanation);

        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo("{\"predictions\":[1.0],\"explanation\":{\"method\":\"x\"}}");
    }

    static Stream<Arguments> inexpressible() {
        Tensor floats = Tensor.floats(Shape.of(1, 1), 1);
        return Stream.of(
                Arguments.of(
                        (ServingEncoder.Form) Forms::rows,
                        Map.of("y", Tensor.floats(Shape.SCALAR, 1)),
                        "no shape information"),
                Arguments.of((ServingEncoder.Form) Forms::columns, Map.of(), "empty tensor map"),
                Arguments.of(
                        (ServingEncoder.Form) Forms::classes,
                        Map.of("classes", floats),
                        "DT_STRING. Got: DT_FLOAT"),
                Arguments.of(
                        (ServingEncoder.Form) Forms::classes,
                        Map.of("scores", Tensor.floats(Shape.of(1), 1)),
                        "[batch_size num_classes] but got [1]"),
                Arguments.of(
                        (ServingEncoder.Form) Forms::classes,
                        Map.of(
                                "scores",
                                floats,
                                "classes",
                                Tensor.strings(Shape.of(1, 2), "a", "b")),
                        "Got 2 vs. 1"),
                Arguments.of(
                        (ServingEncoder.Form) Forms::classes,
                        Map.of(
                                "scores",
                                floats,
                                "classes",
                                Tensor.strings(Shape.of(2, 1), "a", "b")),
                        "batch size of 2. Got: 1"),
                Arguments.of((ServingEncoder.Form) Forms::classes, Map.of("y", floats), "scores"),
                Arguments.of(
                        (ServingEncoder.Form) Forms::regressions, Map.of("y", floats), "outputs"),
                Arguments.of(
                        (ServingEncoder.Form) Forms::regressions,
                        Map.of("outputs", Tensor.floats(Shape.of(1, 2), 1, 2)),
                        "[batch_size, 1] but got [1, 2]"),
                Arguments.of(
                        (ServingEncoder.Form) Forms::regressions,
                        Map.of("outputs", Tensor.longs(Shape.of(1), 1)),
                        "DT_FLOAT. Got: DT_INT64"));
    }

    @ParameterizedTest
    @MethodSource("inexpressible")
    void whatAFormCannotSay_isRefused(
            ServingEncoder.Form form, Map<String, Tensor> outputs, String said) {
        assertThatExceptionOfType(AnswerRejectedException.class)
                .isThrownBy(() -> written(form, outputs))
                .withMessageContaining(said);
    }
}
