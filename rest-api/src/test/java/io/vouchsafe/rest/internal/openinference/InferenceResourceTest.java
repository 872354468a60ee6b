package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.partners.RateLimit;
import io.vouchsafe.rest.internal.http.RestConfig;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.Tensors;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceResourceTest {
    private static final String HALF_PLUS_TWO =
            """
            {"id":"42","inputs":[{"name":"x","datatype":"FP32","shape":[3],"data":[1,2,5]}],
             "outputs":[{"name":"y"}],"parameters":{"signature_name":"regress"}}""";
    private static final RestConfig CONFIG =
            new RestConfig(4096, 1 << 20, Duration.ofSeconds(7), false);

    private final FakeGateway gateway = new FakeGateway();
    private final Api api =
            new Api(
                    new InferenceResource(gateway, Callers.always(Callers.ACME), CONFIG),
                    new MetadataResource(gateway, Callers.always(Callers.ACME)),
                    new ServerResource(gateway));

    @Test
    void aRequestReachesTheGatewayWhole() {
        api.post("/v2/models/half/infer")
                .header("Vouchsafe-Purpose", "credit-decision")
                .header("Vouchsafe-Contract", "C-2026-0117")
                .header("Vouchsafe-Subject", "p-77")
                .header("Vouchsafe-Explain", "integrated-gradients")
                .json(HALF_PLUS_TWO)
                .send();

        InferenceRequest request = gateway.asked.get(0);
        assertThat(request.caller()).isEqualTo(Callers.ACME);
        assertThat(request.model()).isEqualTo(new ModelName("half"));
        assertThat(request.version()).isNull();
        assertThat(request.purpose()).isEqualTo(new Purpose("credit-decision"));
        assertThat(request.contract()).isEqualTo(new ContractId("C-2026-0117"));
        assertThat(request.subject()).isEqualTo("p-77");
        assertThat(request.explain()).isEqualTo("integrated-gradients");
        assertThat(request.signature()).isEqualTo("regress");
        assertThat(request.outputs()).containsExactly("y");
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(request.body()).isEqualTo(HALF_PLUS_TWO.getBytes(StandardCharsets.UTF_8));
        Tensor.Numeric x = Tensors.numeric(request.inputs(), "x");
        assertThat(x.buffer().getFloat(8)).isEqualTo(5f);
        assertThat(x.buffer().isDirect()).isTrue();
    }

    @Test
    void aVersionInTheAddressIsAskedFor() {
        api.post("/v2/models/half/versions/123/infer").json(HALF_PLUS_TWO).send();

        assertThat(gateway.asked.get(0).version()).isEqualTo(123L);
        assertThat(gateway.asked.get(0).explain()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/half/explain", "/v2/models/half/versions/9/explain"})
    void explainAsksForAnExplanation(String path) {
        api.post(path).json(HALF_PLUS_TWO).send();

        assertThat(gateway.asked.get(0).explain()).isEqualTo("integrated-gradients");
    }

    @Test
    void explainUsesTheMethodThatTheHeaderNames() {
        api.post("/v2/models/half/explain")
                .header("Vouchsafe-Explain", "shap")
                .json(HALF_PLUS_TWO)
                .send();

        assertThat(gateway.asked.get(0).explain()).isEqualTo("shap");
    }

    @Test
    void anAnswerCarriesReceiptModelAndLimits() {
        ReceiptId receipt = ReceiptId.fresh();
        gateway.answer =
                request ->
                        new InferenceOutcome.Answered(
                                "{\"model_name\":\"half\"}".getBytes(StandardCharsets.UTF_8),
                                ModelRef.parse("half@123"),
                                new Sequenced(7, receipt),
                                new RateLimit(100, 99, 1));

        Api.Answer answer =
                api.post("/v2/models/half/infer")
                        .header("x-request-id", "client-1")
                        .json(HALF_PLUS_TWO)
                        .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"model_name\":\"half\"}");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Vouchsafe-Receipt")).isEqualTo(receipt.toString());
        assertThat(answer.header("Vouchsafe-Model")).isEqualTo("half@123");
        assertThat(answer.header("RateLimit-Limit")).isEqualTo("100");
        assertThat(answer.header("RateLimit-Remaining")).isEqualTo("99");
        assertThat(answer.header("RateLimit-Reset")).isEqualTo("1");
        assertThat(answer.header("x-request-id")).isEqualTo("client-1");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void theEncoderEchoesTheRequestsId() {
        api.post("/v2/models/half/infer").json(HALF_PLUS_TWO).send();

        AnswerEncoder encoder = (AnswerEncoder) gateway.asked.get(0).encoder();
        byte[] body = encoder.encode(java.util.Map.of(), null, ModelRef.parse("half@1"));
        assertThat(new String(body, StandardCharsets.UTF_8)).contains("\"id\":\"42\"");
    }

    @Test
    void aRefusalIsTheProtocolsErrorWithItsReceipt() {
        ReceiptId receipt = ReceiptId.fresh();
        gateway.answer =
                request ->
                        new InferenceOutcome.Refused(
                                Reason.QUOTA_EXHAUSTED,
                                "The day's quota is used up.",
                                new Sequenced(8, receipt),
                                Duration.ofMillis(1500),
                                new RateLimit(10, 0, 3600));

        Api.Answer answer = api.post("/v2/models/half/infer").json(HALF_PLUS_TWO).send();

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text()).isEqualTo("{\"error\":\"The day's quota is used up.\"}");
        assertThat(answer.header("Vouchsafe-Receipt")).isEqualTo(receipt.toString());
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(answer.header("Vouchsafe-Model")).isNull();
    }

    @Test
    void aFaultIsTheProtocolsError() {
        gateway.answer =
                request ->
                        new InferenceOutcome.Faulted(
                                Reason.MODEL_FAILED, "The model failed.", null);

        Api.Answer answer = api.post("/v2/models/half/infer").json(HALF_PLUS_TWO).send();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).isEqualTo("{\"error\":\"The model failed.\"}");
        assertThat(answer.header("Vouchsafe-Receipt")).isNull();
    }

    @Test
    void aGatewayThatThrowsTellsTheClientNothingOfIt() {
        gateway.answer =
                request -> {
                    throw new IllegalStateException("secret of the house");
                };

        Api.Answer answer = api.post("/v2/models/half/infer").json(HALF_PLUS_TWO).send();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
        assertThat(answer.text()).doesNotContain("secret");
        assertThat(answer.header("x-request-id")).isNotBlank();
    }

    @Test
    void aLogThatCannotBeWrittenIs503() {
        gateway.answer =
                request -> {
                    throw new jakarta.ejb.EJBException(
                            new LogUnavailableException("down", new RuntimeException()));
                };

        Api.Answer answer = api.post("/v2/models/half/infer").json(HALF_PLUS_TWO).send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void badJsonIs400AndReachesNobody() {
        Api.Answer answer = api.post("/v2/models/half/infer").json("{\"inputs\":[").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
        assertThat(gateway.asked).isEmpty();
    }

    @Test
    void aBodyWithoutTypeIsTakenForJson() {
        api.post("/v2/models/half/infer")
                .body(HALF_PLUS_TWO.getBytes(StandardCharsets.UTF_8))
                .send();

        assertThat(gateway.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream",
                "text/plain",
                "application/x-www-form-urlencoded"
            })
    void anotherTypeIs415(String type) {
        Api.Answer answer =
                api.post("/v2/models/half/infer")
                        .body(type, HALF_PLUS_TWO.getBytes(StandardCharsets.UTF_8))
                        .send();

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("error").asText()).contains(type);
        assertThat(gateway.asked).isEmpty();
    }

    @Test
    void aCompressedBodyIs415() {
        Api.Answer answer =
                api.post("/v2/models/half/infer")
                        .header("Content-Encoding", "gzip")
                        .json(HALF_PLUS_TWO)
                        .send();

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("error").asText()).contains("gzip");
    }

    @Test
    void aBodyAboveTheLimitIs413() {
        Api.Answer announced =
                api.post("/v2/models/half/infer")
                        .body("application/json", new byte[CONFIG.maxRequestBytes() + 1])
                        .send();
        Api.Answer chunked =
                api.post("/v2/models/half/infer").stream(
                                "application/json",
                                new ByteArrayInputStream(new byte[CONFIG.maxRequestBytes() + 1]))
                        .send();

        assertThat(announced.status()).isEqualTo(413);
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.json().get("error").asText()).contains("4096");
        assertThat(gateway.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/models/half/versions/0/infer, versions start at 1",
        "/v2/models/half/versions/-1/infer, versions are positive",
        "/v2/models/half/versions/one/infer, versions are numbers",
        "/v2/models/half/versions/99999999999999999999/infer, beyond a long",
        "/v2/models/.hidden/infer, no model name",
        "/v2/models/half/nothing, no such verb"
    })
    void whatCannotExistIs404(String path, String reason) {
        Api.Answer answer = api.post(path).json(HALF_PLUS_TWO).send();

        assertThat(answer.status()).as(reason).isEqualTo(404);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
        assertThat(gateway.asked).isEmpty();
    }

    @Test
    void anotherMethodIs405AndNamesThoseOffered() {
        Api.Answer answer = api.get("/v2/models/half/infer").send();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("POST");
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
    }

    @ParameterizedTest
    @CsvSource({
        "Vouchsafe-Purpose, Credit Decision",
        "Vouchsafe-Contract, -bad-",
        "Vouchsafe-Subject, a\tb"
    })
    void aMalformedHeaderIs400AndNamed(String name, String value) {
        Api.Answer answer =
                api.post("/v2/models/half/infer").header(name, value).json(HALF_PLUS_TWO).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).contains(name);
        assertThat(gateway.asked).isEmpty();
    }

    @Test
    void ablankHeaderIsNone() {
        api.post("/v2/models/half/infer")
                .header("Vouchsafe-Purpose", " ")
                .json(HALF_PLUS_TWO)
                .send();

        assertThat(gateway.asked.get(0).purpose()).isNull();
    }

    @Test
    void anOverlongHeaderIs431() {
        Api.Answer answer =
                api.post("/v2/models/half/infer")
                        .header("Vouchsafe-Subject", "s".repeat(257))
                        .json(HALF_PLUS_TWO)
                        .send();

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
    }

    @Test
    void aHeaderThatStandsTwiceIs400() {
        Api.Answer answer =
                api.post("/v2/models/half/infer")
                        .header("Vouchsafe-Contract", "C-1")
                        .header("Vouchsafe-Contract", "C-2")
                        .json(HALF_PLUS_TWO)
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(gateway.asked).isEmpty();
    }
}
