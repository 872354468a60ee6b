package io.vouchsafe.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.it.harness.Ports;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Await;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators and their machines look at. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OperationIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void openApi_listsThePaths_withoutACredential() {
        Answer answer = Api.nobody().get("/api/openapi", "Accept", "application/json");

        JsonNode description = answer.expect(200).json();
        assertThat(description.get("openapi").asText()).startsWith("3.");
        List<String> paths = new ArrayList<>();
        description.get("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths.stream().map(path -> path.replaceAll("\\{[^}]*}", "{}")))
                .contains(
                        "/v2/models/{}/infer",
                        "/v2/models/{}/explain",
                        "/log/receipts/{}",
                        "/log/checkpoint",
                        "/api/models",
                        "/api/models/{}/versions",
                        "/api/contracts",
                        "/api/credentials",
                        "/api/policies",
                        "/api/audit/entries",
                        "/api/usage",
                        "/api/training/jobs");
        assertThat(description.toString()).doesNotContain("io.vouchsafe.it.");
    }

    @Test
    void openApi_saysHowToShowACredential() {
        JsonNode description =
                Api.nobody().get("/api/openapi", "Accept", "application/json").expect(200).json();

        assertThat(description.at("/components/securitySchemes").toString()).contains("\"bearer\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/ready", "/health/live"})
    void managementPort_tellsHealth(String path) {
        Answer answer = Await.status(SOON, 200, () -> manage(path));

        assertThat(answer.json().get("status").asText()).isEqualTo("UP");
    }

    @Test
    void managementPort_tellsMetrics_thatMoveWithTheCalls() {
        String model = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(model));
        Api.machine().infer(model, Bodies.x(1)).expect(200);

        Answer answer = manage("/metrics").expect(200);

        assertThat(answer.text()).contains("# TYPE ", "# HELP ");
        assertThat(answer.text().lines())
                .anyMatch(line -> line.startsWith("undertow_request_count"));
    }

    @Test
    void everyAnswer_carriesARequestId_andTheClientsOwnIsKept() {
        Answer own = Api.nobody().get("/v2", "x-request-id", "it-request.1");
        Answer wild = Api.nobody().get("/v2", "x-request-id", "no id \"at\" all");

        assertThat(own.header("x-request-id")).isEqualTo("it-request.1");
        assertThat(wild.header("x-request-id")).matches("[0-9a-f-]{36}");
        assertThat(own.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void log_isPublicAsTiles() {
        String checkpoint =
                Await.status(SOON, 200, () -> Api.nobody().get("/log/checkpoint")).text();
        long size = Long.parseLong(checkpoint.lines().toList().get(1));

        Answer keys = Api.nobody().get("/log/keys").expect(200);
        Answer entries =
                Api.nobody().get(size >= 256 ? "/log/tile/entries/000" : partial("entries", size));
        Answer hashes = Api.nobody().get(size >= 256 ? "/log/tile/0/000" : partial("0", size));

        assertThat(keys.text()).contains("+");
        assertThat(hashes.expect(200).body()).hasSize((int) Math.min(size, 256) * 32);
        assertThat(entries.expect(200).body()).isNotEmpty();
        assertThat(Api.nobody().get("/log/tile/0/x999/999").status()).isEqualTo(404);
    }

    private static String partial(String level, long size) {
        return "/log/tile/" + level + "/000.p/" + size;
    }

    private static Answer manage(String path) {
        return Api.exchange(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Ports.MANAGEMENT + path))
                        .timeout(Duration.ofSeconds(10))
                        .build());
    }
}
