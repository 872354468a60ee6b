package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.partners.RateLimit;
import io.vouchsafe.rest.internal.http.RestConfig;
import io.vouchsafe.rest.internal.inference.ModelCalls;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.FakeGateway;
import io.vouchsafe.rest.testing.Tensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The binary tensor data extension. */
class BinaryTensorTest {
    /** The published example. */
    private static final String EXAMPLE =
            """
            {"model_name":"mymodel","inputs":[
             {"name":"input0","shape":[2,2],"datatype":"UINT32","parameters":{"binary_data_size":16}},
             {"name":"input1","shape":[3],"datatype":"BOOL","parameters":{"binary_data_size":3}}],
             "outputs":[{"name":"output0","parameters":{"binary_data":true}}]}""";

    private static final byte[] DATA = {
        1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, -1, -1, -1, -1, 1, 0, 1
    };

    private final FakeGateway gateway = new FakeGateway();
    private final Api api =
            new Api(
                    new InferenceResource(
                            gateway,
                            new ModelCalls(Callers.always(Callers.ACME), RestConfig.DEFAULT)));

    private static byte[] body(String json, byte... data) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(data);
        return body.toByteArray();
    }

    private static InferenceBody decode(String json, byte... data) {
        return RequestDecoder.decode(
                body(json, data), json.getBytes(StandardCharsets.UTF_8).length);
    }

    private static String input(DataType type, String shape, int size) {
        return """
        {"inputs":[{"name":"x","datatype":"%s","shape":%s,"parameters":{"binary_data_size":%d}}]}"""
                .formatted(type, shape, size);
    }

    private Api.Answer send(String type, String jsonLength, byte[] body) {
        return api.post("/v2/models/mymodel/infer")
                .header("Inference-Header-Content-Length", jsonLength)
                .body(type, body)
                .send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "application/json"})
    void thePublishedExample_isReadAndAnswered(String type) throws IOException {
        ReceiptId receipt = ReceiptId.fresh();
        gateway.answer =
                request ->
                        new InferenceOutcome.Answered(
                                ((AnswerEncoder) request.encoder())
                                        .encode(
                                                Map.of(
                                                        "output0",
                                                        Tensor.floats(
                                                                Shape.of(3, 2),
                                                                1,
                                                                1.1f,
                                                                2,
                                                                2.1f,
                                                                3,
                                                                3.1f)),
                                                null,
                                                ModelRef.parse("mymodel@1")),
                                ModelRef.parse("mymodel@1"),
                                new Sequenced(1, receipt),
                                new RateLimit(1, 1, 1));

        Api.Answer answer = send(type, Integer.toString(EXAMPLE.length()), body(EXAMPLE, DATA));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(Tensors.numeric(gateway.asked.get(0).inputs(), "input0").buffer().getInt(12))
                .isEqualTo(-1);
        assertThat(Tensors.numeric(gateway.asked.get(0).inputs(), "input1").buffer().get(2))
                .isOne();
        assertThat(gateway.asked.get(0).body()).isEqualTo(body(EXAMPLE, DATA));
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("Vouchsafe-Receipt")).isEqualTo(receipt.toString());
        int json = Integer.parseInt(answer.header("Inference-Header-Content-Length"));
        JsonNode output =
                new ObjectMapper().readTree(Arrays.copyOf(answer.bytes(), json)).at("/outputs/0");
        assertThat(output.at("/parameters/binary_data_size").asInt()).isEqualTo(24);
        assertThat(output.has("data")).isFalse();
        assertThat(answer.bytes()).hasSize(json + 24);
        assertThat(
                        ByteBuffer.wrap(answer.bytes(), json, 24)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getFloat(json + 20))
                .isEqualTo(3.1f);
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class)
    void everyType_comesBackAsItWent(DataType type) {
        byte[] data =
                type == DataType.BYTES
                        ? new byte[] {2, 0, 0, 0, -1, 7, 0, 0, 0, 0}
                        : new byte[2 * type.size()];
        if (type != DataType.BYTES) {
            Arrays.fill(data, (byte) 1);
        }

        Tensor read = decode(input(type, "[2]", data.length), data).inputs().tensors().get("x");

        ByteArrayOutputStream written = new ByteArrayOutputStream();
        BinaryData.write(read, written);
        assertThat(read.dataType()).isEqualTo(type);
        assertThat(BinaryData.size(read)).isEqualTo(data.length);
        assertThat(written.toByteArray()).isEqualTo(data);
    }

    @Test
    void jsonAndBinaryInputs_keepTheirOrder() {
        String json =
                """
                {"inputs":[
                 {"name":"a","datatype":"INT8","shape":[1],"parameters":{"binary_data_size":1}},
                 {"name":"b","datatype":"INT8","shape":[1],"data":[2]},
                 {"name":"c","datatype":"INT8","shape":[1],"parameters":{"binary_data_size":1}}]}""";

        InferenceBody read = decode(json, (byte) 1, (byte) 3);

        assertThat(read.inputs().tensors().keySet()).containsExactly("a", "b", "c");
        assertThat(Tensors.numeric(read.inputs(), "a").buffer().get()).isEqualTo((byte) 1);
        assertThat(Tensors.numeric(read.inputs(), "c").buffer().get()).isEqualTo((byte) 3);
    }

    @Test
    void outputsSayForThemselves_orForAll() {
        String json =
                """
                {"parameters":{"binary_data_output":true},"inputs":[{"name":"x","datatype":"INT8","shape":[],"data":1}],
                 "outputs":[{"name":"a"},{"name":"b","parameters":{"binary_data":false}}]}""";
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("a", Tensor.strings(Shape.of(1), "ü"));
        outputs.put("b", Tensor.longs(Shape.of(1), 7));

        AnswerEncoder encoder = new AnswerEncoder(null, decode(json).binary());
        byte[] body = encoder.encode(outputs, null, ModelRef.parse("m@1"));

        int length = encoder.jsonLength().orElseThrow();
        assertThat(new String(body, 0, length, StandardCharsets.UTF_8))
                .contains("\"binary_data_size\":6", "\"data\":[7]");
        assertThat(Arrays.copyOfRange(body, length, body.length))
                .containsExactly(2, 0, 0, 0, 0xC3, 0xBC);
    }

    @Test
    void anAnswerWithoutBinaryData_hasNoSuchHeader() {
        AnswerEncoder encoder = new AnswerEncoder(null, BinaryOutputs.NONE);

        encoder.encode(Map.of("y", Tensor.longs(Shape.of(1), 7)), null, ModelRef.parse("m@1"));

        assertThat(encoder.jsonLength()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FP32 | [2] | 8 | 4 | only 4 bytes are left | less than announced",
                "FP32 | [2] | 4 | 4 | more elements than the data can hold | too few for the shape",
                "FP32 | [1] | 8 | 8 | not what shape | too many for the shape",
                "FP32 | [1] | 4 | 8 | belong to no input | more than announced",
                "FP32 | [0] | 4 | 4 | not what shape | an empty tensor with data",
                "FP64 | [1] | 7 | 7 | more elements | a part of an element",
                "INT8 | [9223372036854775807] | 1 | 1 | more elements | greater than memory",
                "INT8 | [4294967296,4294967296] | 1 | 1 | more elements | greater than a long",
                "BYTES | [1000000000] | 4 | 4 | more elements | more strings than lengths",
                "BYTES | [2] | 8 | 4 | only 4 bytes | strings announced",
                "BYTES | [1] | 8 | 8 | follow its last element | bytes behind the last string",
                "BYTES | [0] | 1 | 1 | follow its last element | bytes without a string"
            })
    void whatDoesNotFit_isRefusedBeforeMemoryIsTaken(
            DataType type, String shape, int announced, int sent, String said, String reason) {
        assertThatExceptionOfType(MalformedBodyException.class)
                .as(reason)
                .isThrownBy(() -> decode(input(type, shape, announced), new byte[sent]))
                .satisfies(refused -> assertThat(refused.problem().detail()).contains(said));
    }

    @Test
    void aStringLongerThanItsBytes_isRefused() {
        assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(
                        () ->
                                decode(
                                        input(DataType.BYTES, "[1]", 5),
                                        (byte) -1,
                                        (byte) -1,
                                        (byte) -1,
                                        (byte) -1,
                                        (byte) 0))
                .satisfies(
                        refused ->
                                assertThat(refused.problem().detail()).contains("element 0 goes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | Inference-Header | negative",
                "x | Inference-Header | no number",
                "100000 | Inference-Header | beyond the body",
                "99999999999 | Inference-Header | beyond an int",
                "0 | no valid JSON | no JSON at all",
                "10 | no valid JSON | cuts the JSON"
            })
    void aWrongLengthOfTheJson_isSaid(String length, String said, String reason) {
        Api.Answer answer = send("application/octet-stream", length, body(EXAMPLE, DATA));

        assertThat(answer.status()).as(reason).isEqualTo(400);
        assertThat(answer.json().get("error").asText())
                .as(reason)
                .containsAnyOf(said, "not a JSON object");
        assertThat(gateway.asked).isEmpty();
    }

    @Test
    void bytesWithoutTheHeader_areStill415() {
        Api.Answer answer =
                api.post("/v2/models/mymodel/infer")
                        .body("application/octet-stream", body(EXAMPLE, DATA))
                        .send();

        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"binary_data_size\":-1} | number of bytes",
                "{\"binary_data_size\":\"4\"} | number of bytes",
                "{\"binary_data_size\":99999999999999999999} | number of bytes",
                "{\"binary_data\":1} | true or false"
            })
    void parametersOfTheWrongType_areNamed(String parameters, String said) {
        String json =
                "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"INT8\",\"shape\":[1],\"parameters\":"
                        + parameters
                        + "}]}";

        assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() -> decode(json, (byte) 1))
                .satisfies(refused -> assertThat(refused.problem().detail()).contains(said));
    }

    @Test
    void dataBothInAndBehindTheJson_isRefused() {
        String json =
                """
                {"inputs":[{"name":"x","datatype":"INT8","shape":[1],"data":[1],"parameters":{"binary_data_size":1}}]}""";

        assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() -> decode(json, (byte) 1))
                .satisfies(refused -> assertThat(refused.problem().detail()).contains("both"));
    }
}
