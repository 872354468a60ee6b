package io.vouchsafe.rest.internal.tensorflowserving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.inference.AnswerRejectedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import io.vouchsafe.rest.testing.Examples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published case, in TensorFlow Serving's own words. */
class ServingConformanceTest {
    static Stream<ServingCases.Case> predictRequests() {
        return ServingCases.all("predict_request");
    }

    static Stream<ServingCases.Case> predictResponses() {
        return ServingCases.all("predict_response");
    }

    static Stream<ServingCases.Case> exampleRequests() {
        return ServingCases.all("classify_regress_request");
    }

    static Stream<ServingCases.Case> results() {
        return ServingCases.all("classify_response", "regress_response");
    }

    private static Signature signature(String name, JsonNode inputs) {
        List<TensorSpec> specs = new ArrayList<>();
        inputs.fields()
                .forEachRemaining(
                        input ->
                                specs.add(
                                        new TensorSpec(
                                                input.getKey(),
                                                ServingCases.type(
                                                        input.getValue().get("dtype").asText()),
                                                null)));
        return new Signature(name, "", specs, List.of());
    }

    @Test
    void allThePublishedCases_areLookedAt() {
        JsonNode file =
                ServingCases.read(
                        ServingCases.require("conformance/tfserving-rest-json/cases.json"));

        long looked =
                Stream.of(predictRequests(), predictResponses(), exampleRequests(), results())
                        .flatMap(each -> each)
                        .count();

        assertThat(looked + 1).as("one is of the error body").isEqualTo(file.get("count").asInt());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("predictRequests")
    void aPredictRequest_isReadAsPublished(ServingCases.Case each) {
        assumeTrue(each.json().has("kind"), each.toString());
        JsonNode inputs = each.json().get("signature_inputs");

        if (!each.ok()) {
            MalformedBodyException refused =
                    catchThrowableOfType(
                            MalformedBodyException.class,
                            () ->
                                    PredictDecoder.decode(
                                            each.body(), name -> signature(name, inputs)));

            assertThat(refused.problem().status())
                    .isEqualTo(each.expect().get("http_status").asInt());
            assertThat(refused.problem().detail())
                    .contains(each.expect().get("message_contains").asText());
            return;
        }
        PredictBody read = PredictDecoder.decode(each.body(), name -> signature(name, inputs));

        assertThat(read.rows()).isEqualTo(each.expect().get("format").asText().equals("row"));
        assertThat(read.signature())
                .isEqualTo(each.json().path("expect_signature_name").asText(Signature.DEFAULT));
        Map<String, Tensor> wanted = ServingCases.tensors(each.expect().get("tensors"));
        assertThat(read.inputs().tensors().keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((name, tensor) -> assertSame(read.inputs().tensors().get(name), tensor));
    }

    private static void assertSame(Tensor found, Tensor wanted) {
        assertThat(found.dataType()).isEqualTo(wanted.dataType());
        assertThat(found.shape()).isEqualTo(wanted.shape());
        if (wanted instanceof Tensor.Bytes bytes) {
            assertThat(((Tensor.Bytes) found).elements()).isDeepEqualTo(bytes.elements());
        } else {
            assertThat(((Tensor.Numeric) found).buffer())
                    .isEqualTo(((Tensor.Numeric) wanted).buffer());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("predictResponses")
    void aPredictResponse_isWrittenAsPublished(ServingCases.Case each)
            throws JsonProcessingException {
        assumeTrue(each.json().has("kind"), each.toString());
        boolean rows = each.json().get("format").asText().equals("row");

        assertWritten(
                each,
                rows ? Forms::rows : Forms::columns,
                ServingCases.tensors(each.json().get("tensors")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void aResult_isWrittenAsPublished(ServingCases.Case each) throws JsonProcessingException {
        assumeTrue(each.json().has("kind"), each.toString());
        if (each.kind().equals("regress_response")) {
            JsonNode values = each.json().get("regressions");
            float[] numbers = ServingCases.JSON.convertValue(values, float[].class);
            assertWritten(
                    each,
                    Forms::regressions,
                    Map.of("outputs", Tensor.floats(Shape.of(numbers.length, 1), numbers)));
            return;
        }
        JsonNode rows = each.json().get("classifications");
        List<String> labels = new ArrayList<>();
        List<Float> scores = new ArrayList<>();
        rows.forEach(
                row ->
                        row.forEach(
                                pair -> {
                                    labels.add(pair.get(0).asText());
                                    scores.add(pair.get(1).floatValue());
                                }));
        float[] numbers = new float[scores.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = scores.get(i);
        }
        Shape shape = Shape.of(rows.size(), rows.isEmpty() ? 0 : rows.get(0).size());
        assertWritten(
                each,
                Forms::classes,
                Map.of(
                        "classes",
                        Tensor.strings(shape, labels.toArray(String[]::new)),
                        "scores",
                        Tensor.floats(shape, numbers)));
    }

    private static void assertWritten(
            ServingCases.Case each, ServingEncoder.Form form, Map<String, Tensor> outputs)
            throws JsonProcessingException {
        ServingEncoder encoder = new ServingEncoder(form);
        if (!each.ok()) {
            AnswerRejectedException refused =
                    catchThrowableOfType(
                            AnswerRejectedException.class, () -> encoder.encode(outputs, null));

            assertThat(refused.detail()).contains(each.expect().get("message_contains").asText());
            return;
        }
        String published = each.expect().get("json").asText();
        String written =
                new String(encoder.encode(outputs, null), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(written).isEqualTo(published.replace(", ", ",").replace(": ", ":"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exampleRequests")
    void examples_areReadAsPublished(ServingCases.Case each) {
        assumeTrue(each.json().has("kind"), each.toString());
        if (!each.ok()) {
            MalformedBodyException refused =
                    catchThrowableOfType(
                            MalformedBodyException.class,
                            () -> ExamplesDecoder.decode(each.body()));

            assertThat(refused.problem().status())
                    .isEqualTo(each.expect().get("http_status").asInt());
            assertThat(refused.problem().detail())
                    .contains(each.expect().get("message_contains").asText());
            return;
        }
        byte[][] serialized = ExamplesDecoder.decode(each.body()).serialized();

        List<Map<String, Map<String, List<Object>>>> read =
                Stream.of(serialized).map(Examples::read).toList();
        assertThat(read)
                .isEqualTo(
                        ServingCases.JSON.convertValue(
                                floats(each.expect().get("examples")), List.class));
    }

    /** Our reader answers floats as they are printed, and whole numbers as longs. */
    private static Object floats(JsonNode examples) {
        List<Object> all = new ArrayList<>();
        examples.forEach(example -> all.add(Examples.of(example)));
        return all;
    }

    @Test
    void serializedExamples_areThePublishedBytes() {
        JsonNode cases =
                ServingCases.read(ServingCases.require("models/EXPECTED.json")).get("cases");
        int compared = 0;

        for (JsonNode each : cases) {
            JsonNode published = each.path("serialized_examples_b64").path("inputs");
            if (published.isMissingNode()) {
                continue;
            }
            String body = "{\"examples\":" + each.at("/inputs/inputs") + "}";
            byte[][] serialized =
                    ExamplesDecoder.decode(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .serialized();
            for (int i = 0; i < serialized.length; i++) {
                assertThat(Base64.getEncoder().encodeToString(serialized[i]))
                        .isEqualTo(published.get(i).asText());
                compared++;
            }
        }

        assertThat(compared).isGreaterThan(20);
    }

    @Test
    void metadata_isTheGolden() throws IOException {
        JsonNode golden =
                ServingCases.read(
                        ServingCases.require(
                                "models/tensorflow-serving/goldens/saved_model_half_plus_two_2_versions_metadata.json"));

        JsonNode written =
                ServingCases.JSON.readTree(
                        io.vouchsafe.rest.internal.json.Json.bytes(
                                MetadataJson.of(HalfPlusTwo.served())));

        assertThat(written).isEqualTo(golden);
    }

    @Test
    void everyType_hasTensorFlowsName() {
        for (DataType type : DataType.values()) {
            assertThat(ServingCases.type(ServingTypes.dtype(type))).isEqualTo(type);
        }
    }
}
