package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerEncoderTest {
    private static final ModelRef MODEL = ModelRef.parse("half@123");

    private static String encode(
            @Nullable String id, Map<String, Tensor> outputs, @Nullable String explanation) {
        byte[] json = explanation == null ? null : explanation.getBytes(StandardCharsets.UTF_8);
        return new String(
                new AnswerEncoder(id).encode(outputs, json, MODEL), StandardCharsets.UTF_8);
    }

    @Test
    void anAnswer_hasTheProtocolsMembers() {
        String answer =
                encode("42", Map.of("y", Tensor.floats(Shape.of(3, 1), 2.5f, 3, 4.5f)), null);

        assertThat(answer)
                .isEqualTo(
                        "{\"model_name\":\"half\",\"model_version\":\"123\",\"id\":\"42\",\"outputs\":["
                                + "{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[3,1],\"data\":[2.5,3.0,4.5]}]}");
    }

    @Test
    void outputsKeepTheirOrder_andNoIdIsInvented() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("b", Tensor.longs(Shape.of(2), -1, Long.MAX_VALUE));
        outputs.put("a", Tensor.longs(Shape.SCALAR, 7));

        String answer = encode(null, outputs, null);

        assertThat(answer)
                .isEqualTo(
                        "{\"model_name\":\"half\",\"model_version\":\"123\",\"outputs\":["
                                + "{\"name\":\"b\",\"datatype\":\"INT64\",\"shape\":[2],\"data\":[-1,9223372036854775807]},"
                                + "{\"name\":\"a\",\"datatype\":\"INT64\",\"shape\":[],\"data\":[7]}]}");
    }

    @Test
    void anExplanation_standsAsItIs_underTheParameters() {
        String canonical = "{\"method\":\"integrated-gradients\",\"rows\":[{\"residual\":1e-7}]}";

        String answer = encode(null, Map.of(), canonical);

        assertThat(answer).contains("\"parameters\":{\"explanation\":" + canonical + "}");
    }

    @Test
    void floats_areWrittenWithTheFewestDigitsThatReadBack() {
        String answer =
                encode(
                        null,
                        Map.of(
                                "y",
                                Tensor.floats(
                                        Shape.of(6),
                                        0.1f,
                                        1e10f,
                                        1.17549435E-38f,
                                        -0.0f,
                                        2e-45f,
                                        16777216f)),
                        null);

        assertThat(answer).contains("[0.1,1.0E10,1.1754944E-38,-0.0,").contains("1.6777216E7]");
    }

    @Test
    void whatJsonHasNoNumberFor_isANamedText() {
        String answer =
                encode(
                        null,
                        Map.of(
                                "y",
                                Tensor.floats(
                                        Shape.of(3),
                                        Float.NaN,
                                        Float.POSITIVE_INFINITY,
                                        Float.NEGATIVE_INFINITY)),
                        null);

        assertThat(answer).contains("[\"NaN\",\"Infinity\",\"-Infinity\"]");
    }

    @Test
    void unsignedNumbers_areWrittenWithoutSign() {
        ByteBuffer ones = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, -1L);

        assertThat(unsigned(DataType.UINT8, ones)).contains("[255,255,255,255,255,255,255,255]");
        assertThat(unsigned(DataType.UINT16, ones)).contains("[65535,65535,65535,65535]");
        assertThat(unsigned(DataType.UINT32, ones)).contains("[4294967295,4294967295]");
        assertThat(unsigned(DataType.UINT64, ones)).contains("[18446744073709551615]");
    }

    private static String unsigned(DataType type, ByteBuffer bytes) {
        Tensor tensor = new Tensor.Numeric(type, Shape.of(8 / type.size()), bytes.duplicate());
        return encode(null, Map.of("y", tensor), null);
    }

    @Test
    void texts_areEscaped() {
        String answer =
                encode(null, Map.of("t", Tensor.strings(Shape.of(2), "a\"\\\n", "ü😀")), null);

        assertThat(answer).contains("[\"a\\\"\\\\\\n\",\"ü😀\"]").doesNotContain("base64");
    }

    @Test
    void byteStringsThatAreNoText_goAsBase64_andSaySo() {
        Tensor bytes =
                new Tensor.Bytes(Shape.of(2), new byte[][] {{'a'}, {(byte) 0xff, (byte) 0xfe}});

        String answer = encode(null, Map.of("b", bytes), null);

        assertThat(answer)
                .contains(
                        "\"parameters\":{\"content_type\":\"base64\"},\"data\":[\"YQ==\",\"//4=\"]");
    }

    @Test
    void aLargeOutput_isWrittenWhole() {
        float[] values = new float[300_000];
        java.util.Arrays.fill(values, 0.25f);

        String answer = encode(null, Map.of("y", Tensor.floats(Shape.of(300_000), values)), null);

        assertThat(answer).endsWith("0.25,0.25]}]}").hasSizeGreaterThan(1_500_000);
    }
}
