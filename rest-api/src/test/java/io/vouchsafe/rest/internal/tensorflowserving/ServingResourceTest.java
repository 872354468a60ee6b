package io.vouchsafe.rest.internal.tensorflowserving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.partners.RateLimit;
import io.vouchsafe.rest.internal.http.RestConfig;
import io.vouchsafe.rest.internal.inference.ModelCalls;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.Examples;
import io.vouchsafe.rest.testing.FakeGateway;
import io.vouchsafe.rest.testing.Tensors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServingResourceTest {
    private static final String MODEL = "/v1/models/saved_model_half_plus_two_2_versions";
    private static final ModelRef REF = ModelRef.parse("saved_model_half_plus_two_2_versions@123");
    private static final String ROWS = "{\"instances\":[[1.0],[2.0],[5.0]]}";

    private final FakeGateway gateway = new FakeGateway();
    private final ReceiptId receipt = ReceiptId.fresh();
    private final Api api =
            new Api(
                    new ServingResource(
                            gateway,
                            new ModelCalls(Callers.always(Callers.ACME), RestConfig.DEFAULT)),
                    new StatusResource(gateway, Callers.always(Callers.ACME)));

    @BeforeEach
    void serve() {
        gateway.served = HalfPlusTwo.served();
    }

    /** What the model would answer, in the form that the request chose. */
    private void answers(Map<String, Tensor> outputs) {
        gateway.answer =
                request ->
                        new InferenceOutcome.Answered(
                                ((ServingEncoder) request.encoder()).encode(outputs, null),
                                REF,
                                new Sequenced(7, receipt),
                                new RateLimit(100, 99, 1));
    }

    private InferenceRequest asked() {
        assertThat(gateway.asked).hasSize(1);
        return gateway.asked.get(0);
    }

    @Test
    void rowsAreAnsweredAsPredictions_withReceiptAndLimits() {
        answers(Map.of("y", Tensor.floats(Shape.of(3, 1), 2.5f, 3, 4.5f)));

        Api.Answer answer =
                api.post(MODEL + ":predict")
                        .header("Vouchsafe-Purpose", "testing")
                        .json(ROWS)
                        .send();

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"predictions\":[[2.5],[3.0],[4.5]]}");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Vouchsafe-Receipt")).isEqualTo(receipt.toString());
        assertThat(answer.header("Vouchsafe-Model")).isEqualTo(REF.toString());
        assertThat(answer.header("RateLimit-Remaining")).isEqualTo("99");
        assertThat(asked().purpose()).hasToString("testing");
        assertThat(asked().version()).isNull();
        assertThat(asked().label()).isNull();
        assertThat(asked().body()).isEqualTo(ROWS.getBytes(StandardCharsets.UTF_8));
        assertThat(Tensors.numeric(asked().inputs(), "x").shape()).isEqualTo(Shape.of(3, 1));
    }

    @Test
    void columnsAreAnsweredAsOutputs() {
        answers(Map.of("y", Tensor.floats(Shape.of(1, 1), 2.5f)));

        Api.Answer answer = api.post(MODEL + ":predict").json("{\"inputs\":[[1]]}").send();

        assertThat(answer.text()).isEqualTo("{\"outputs\":[[2.5]]}");
    }

    @Test
    void aRegression_sendsSerializedExamples_andIsAnsweredUnderResults() {
        answers(Map.of("outputs", Tensor.floats(Shape.of(2, 1), 2.5f, 3)));

        Api.Answer answer =
                api.post(MODEL + ":regress")
                        .json(
                                """
                                {"signature_name":"regress_x_to_y","context":{"x":2.0},
                                 "examples":[{"x":1.0},{}]}""")
                        .send();

        assertThat(answer.text()).isEqualTo("{\"results\":[2.5,3.0]}");
        assertThat(asked().signature()).isEqualTo("regress_x_to_y");
        Tensor.Bytes examples = Tensors.bytes(asked().inputs(), "inputs");
        assertThat(examples.shape()).isEqualTo(Shape.of(2));
        assertThat(Examples.read(examples.elements()[0]))
                .isEqualTo(Map.of("x", Map.of("float_list", List.of(1f))));
        assertThat(Examples.read(examples.elements()[1]))
                .as("the context's, which the example does not override")
                .isEqualTo(Map.of("x", Map.of("float_list", List.of(2f))));
    }

    @Test
    void aClassificationWithoutLabels_hasEmptyOnes() {
        answers(Map.of("scores", Tensor.floats(Shape.of(1, 2), 0.25f, 0.75f)));

        Api.Answer answer =
                api.post(MODEL + ":classify")
                        .json(
                                """
                                {"signature_name":"classify_x_to_y","examples":[{"x":1.0}]}""")
                        .send();

        assertThat(answer.text()).isEqualTo("{\"results\":[[[\"\",0.25],[\"\",0.75]]]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {":predict", ":Predict", ":PREDICT"})
    void verbsAreTakenInAnyCase(String verb) {
        api.post(MODEL + verb).json(ROWS).send();

        assertThat(gateway.asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"/versions/123, 123,", "/labels/champion, , champion", "'', ,"})
    void aVersionOrLabel_isTheGatewaysToChoose(String address, Long version, String label) {
        api.post(MODEL + address + ":predict").json(ROWS).send();

        assertThat(asked().version()).isEqualTo(version);
        assertThat(asked().label()).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/x-www-form-urlencoded",
                "text/plain",
                "application/octet-stream"
            })
    void theBodysTypeIsNotLookedAt_asCurlSaysItIsAForm(String type) {
        api.post(MODEL + ":predict").body(type, ROWS.getBytes(StandardCharsets.UTF_8)).send();

        assertThat(gateway.asked).hasSize(1);
    }

    @Test
    void aModelTheCallerMayNotKnow_isRefusedByTheGateway_soThatItIsRecorded() {
        Api.Answer answer = api.post("/v1/models/other:predict").json("no json at all").send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("{\"error\":\"There is no such model.\"}");
        assertThat(asked().inputs()).isEqualTo(new Payload(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":explain | {} | Malformed request: POST",
                ":predict | [] | Is not object",
                ":predict | {\"instances\":[[1.0]]}x | JSON Parse error",
                ":predict | {} | Missing 'inputs' or 'instances' key",
                ":predict | {\"instances\":[]} | No values in 'instances' array",
                ":predict | {\"instances\":[1],\"inputs\":[1]} | only one of",
                ":predict | {\"instances\":[1],\"instances\":[1]} | stands twice",
                ":predict | {\"instances\":[[\"1\"]]} | not of expected type: float",
                ":predict | {\"signature_name\":\"no\",\"inputs\":1} | \"no\" not found",
                ":predict | {\"inputs\":1,\"signature_name\":\"no\"} | \"no\" not found",
                ":predict | {\"inputs\":1,\"signature_name\":1} | must be a string",
                ":regress | {\"examples\":[{\"x\":1.0}]} | Was: tensorflow/serving/predict",
                ":regress | {\"signature_name\":\"regress_x2_to_y3\",\"examples\":[{}]} | DT_FLOAT",
                ":classify | {\"signature_name\":\"regress_x_to_y\",\"examples\":[{}]} | classify",
                ":classify | {} | 'examples' is expected",
                ":classify | {\"examples\":[1]} | must be JSON object but got JSON Number"
            })
    void whatCannotBeUnderstood_is400InTheProtocolsForm(String verb, String body, String said) {
        Api.Answer answer = api.post(MODEL + verb).json(body).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
        assertThat(answer.json().get("error").asText()).contains(said);
        assertThat(gateway.asked).isEmpty();
    }

    @Test
    void aFault_isTheProtocolsError() {
        gateway.answer =
                request -> new InferenceOutcome.Faulted(Reason.MODEL_FAILED, "It failed.", null);

        Api.Answer answer = api.post(MODEL + ":predict").json(ROWS).send();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).isEqualTo("{\"error\":\"It failed.\"}");
    }

    @Test
    void theStatus_namesEveryVersion_newestFirst() {
        gateway.served =
                new io.vouchsafe.inference.ServedModel(
                        REF, "tensorflow", Map.of(), false, List.of(122L, 123L), List.of());

        Api.Answer answer = api.get(MODEL).send();

        assertThat(answer.text())
                .as("122 is gone by now")
                .isEqualTo(
                        "{\"model_version_status\":["
                                + "{\"version\":\"123\",\"state\":\"LOADING\",\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}},"
                                + "{\"version\":\"122\",\"state\":\"END\",\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/versions/123", "/labels/champion"})
    void aLoadedModel_isAvailable_andHasMetadata(String address) {
        Api.Answer status = api.get(MODEL + address).send();
        Api.Answer metadata = api.get(MODEL + address + "/metadata").send();

        assertThat(status.json().at("/model_version_status/0/state").asText())
                .isEqualTo("AVAILABLE");
        assertThat(metadata.json().at("/model_spec/version").asText()).isEqualTo("123");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/other",
                "/v1/models/other/metadata",
                MODEL + "/versions/1",
                MODEL + "/versions/x",
                MODEL + "/labels/canary",
                MODEL + "/labels/canary/metadata",
                MODEL + "/nothing",
                "/v1/nothing"
            })
    void whatIsNotThere_is404InTheProtocolsForm(String path) {
        Api.Answer answer = api.get(path).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
    }
}
