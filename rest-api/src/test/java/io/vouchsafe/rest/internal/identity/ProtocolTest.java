package io.vouchsafe.rest.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "/v1/models/m:predict, OPEN_INFERENCE",
        "/v2, OPEN_INFERENCE",
        "/v2/models/m/infer, OPEN_INFERENCE",
        "/v20/models, MANAGEMENT",
        "/openai/v1/models, OPENAI",
        "/api/models, MANAGEMENT",
        "/log/receipts/1, MANAGEMENT",
        "/, MANAGEMENT",
        "'', MANAGEMENT"
    })
    void path_decidesTheProtocol(String path, Protocol protocol) {
        assertThat(Protocol.of(path)).isEqualTo(protocol);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void problem_isRfc9457(Refusal refusal) throws JsonProcessingException {
        JsonNode problem = JSON.readTree(Protocol.MANAGEMENT.body(refusal));

        assertThat(problem.get("type").asText()).isEqualTo(Protocol.PROBLEMS + refusal.type);
        assertThat(problem.get("status").asInt()).isEqualTo(refusal.status);
        assertThat(problem.get("title").asText()).isEqualTo(refusal.title);
        assertThat(problem.get("detail").asText()).isEqualTo(refusal.detail);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void openInferenceError_isOneText(Refusal refusal) throws JsonProcessingException {
        JsonNode error = JSON.readTree(Protocol.OPEN_INFERENCE.body(refusal));

        assertThat(error.get("error").asText()).startsWith(refusal.title);
    }

    @Test
    void openAiError_tellsAWrongKeyFromAnAbsentProvider() throws JsonProcessingException {
        JsonNode wrong = JSON.readTree(Protocol.OPENAI.body(Refusal.INVALID)).get("error");
        JsonNode away = JSON.readTree(Protocol.OPENAI.body(Refusal.UNAVAILABLE)).get("error");

        assertThat(wrong.get("code").asText()).isEqualTo("invalid_api_key");
        assertThat(wrong.get("type").asText()).isEqualTo("invalid_request_error");
        assertThat(away.get("type").asText()).isEqualTo("server_error");
    }
}
