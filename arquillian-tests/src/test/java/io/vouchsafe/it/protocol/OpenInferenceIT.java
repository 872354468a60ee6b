package io.vouchsafe.it.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Await;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The extensions that clients of Triton and KServe use. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class OpenInferenceIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static String model = "";

    @BeforeAll
    static void deploy() {
        model = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(model));
    }

    @Test
    void binaryTensors_goBothWays() throws IOException {
        String json =
                """
                {"inputs":[{"name":"x","datatype":"FP32","shape":[2,1],"parameters":{"binary_data_size":8}}],
                 "parameters":{"binary_data_output":true}}""";
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(head.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        body.put(head).putFloat(1).putFloat(5);

        Answer answer =
                Api.machine()
                        .send(
                                "POST",
                                "/v2/models/" + model + "/infer",
                                body.array(),
                                "Content-Type",
                                "application/octet-stream",
                                "Inference-Header-Content-Length",
                                Integer.toString(head.length))
                        .expect(200);

        int length = Integer.parseInt(answer.header("Inference-Header-Content-Length"));
        JsonNode output =
                new ObjectMapper().readTree(Arrays.copyOf(answer.body(), length)).at("/outputs/0");
        ByteBuffer data =
                ByteBuffer.wrap(answer.body(), length, answer.body().length - length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(output.at("/parameters/binary_data_size").asInt()).isEqualTo(8);
        assertThat(data.getFloat()).isEqualTo(2.5f);
        assertThat(data.getFloat()).isEqualTo(4.5f);
        assertThat(data.hasRemaining()).isFalse();
    }

    @Test
    void statistics_areTheProvidersAndCount() {
        String path = "/v2/models/" + model + "/versions/1/stats";
        long before = answered(path);

        Api.machine().infer(model, Bodies.x(1, 2)).expect(200);

        assertThat(answered(path)).isEqualTo(before + 1);
        assertThat(Api.machine().get(path).status()).isEqualTo(403);
        assertThat(Api.as("auditor").get("/v2/models/stats").expect(200).text()).contains(model);
    }

    private static long answered(String path) {
        return Api.as("owner")
                .get(path)
                .expect(200)
                .json()
                .at("/model_stats/0/execution_count")
                .asLong();
    }

    @Test
    void theRepository_stopsAndResumesByRole() {
        String own = Scene.model(SavedModels.halfPlusThree());
        Scene.contract(Terms.of(own));
        String repository = "/v2/repository/models/" + own;
        String ready = "/v2/models/" + own + "/ready";
        Await.status(LIMIT, 200, () -> Api.machine().get(ready));

        Answer partner = Api.machine().post(repository + "/unload", Map.of());
        Api.as("approver").post(repository + "/unload", Map.of()).expect(200);

        assertThat(partner.status()).isEqualTo(403);
        Await.status(LIMIT, 503, () -> Api.machine().get(ready));
        Await.status(LIMIT, 503, () -> Api.machine().infer(own, Bodies.x(1)));
        assertThat(Api.as("owner").post("/v2/repository/index", Map.of()).expect(200).text())
                .contains("{\"name\":\"" + own + "\",\"version\":\"1\",\"state\":\"UNAVAILABLE\"");

        Api.as("owner").post(repository + "/load", Map.of()).expect(200);

        Await.status(LIMIT, 200, () -> Api.machine().get(ready));
        assertThat(Api.machine().post("/v2/repository/index", Map.of()).expect(200).text())
                .contains("{\"name\":\"" + own + "\",\"version\":\"1\",\"state\":\"READY\"");
    }
}
