package io.vouchsafe.inference.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.Generation;
import io.vouchsafe.inference.spi.GenerationSettings;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.ModelUnavailableException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.inference.spi.TextGenerator;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.outbound.testing.FakeServer;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class OpenAiModelTest {
    private static final Map<String, Tensor> HELLO =
            Map.of(
                    "role", Tensor.strings(Shape.of(2), "system", "user"),
                    "content", Tensor.strings(Shape.of(2), "Be brief.", "你好 😀"));

    @TempDir Path folder;

    private final Upstreams upstreams = new Upstreams();

    @BeforeEach
    void start() {
        upstreams.server.behave(FakeServer.json(200, "{\"data\":[]}"));
    }

    @AfterEach
    void stop() {
        upstreams.close();
    }

    private LoadedModel model(String more) {
        return upstreams.engine.load(upstreams.write(folder, "openai", "acme/llama", more));
    }

    private JsonNode lastBody() {
        try {
            return Upstreams.JSON.readTree(upstreams.server.requests().getLast().body());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static FakeServer.Behaviour stream(String... events) {
        return (request, out) -> {
            FakeServer.raw(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
            for (String event : events) {
                FakeServer.raw(out, "data: " + event.replace('\'', '"') + "\n\n");
            }
        };
    }

    private static String delta(String text) {
        return "{'choices':[{'index':0,'delta':{'content':'%s'}}]}".formatted(text);
    }

    private static Generation generate(
            LoadedModel model, GenerationSettings settings, List<String> pieces) {
        return ((TextGenerator) model)
                .generate(
                        MaskedInput.insecureUnmasked(new Payload(HELLO)),
                        settings,
                        pieces::add,
                        Deadline.in(Duration.ofSeconds(20)));
    }

    @Test
    void aConversationGoesOutAndATextComesBack() {
        try (LoadedModel model = model("")) {
            upstreams.server.behave(
                    FakeServer.json(
                            200,
                            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"您好\"}}]}"));

            Map<String, Tensor> answer = Upstreams.predict(model, HELLO);

            assertThat(((Tensor.Bytes) answer.get("text")).text(0)).isEqualTo("您好");
            assertThat(upstreams.server.requests().getLast().path()).isEqualTo("/chat/completions");
            assertThat(lastBody().path("model").asText()).isEqualTo("acme/llama");
            assertThat(lastBody().path("messages").path(1).path("content").asText())
                    .isEqualTo("你好 😀");
        }
    }

    @Test
    void aSignatureOfTextGenerationIsKnownByItsMethod() {
        upstreams.write(folder, "openai", "m", "");

        Signature signature = upstreams.engine.inspect(folder).get(0);

        assertThat(signature.method()).isEqualTo(TextGenerator.METHOD);
        assertThat(signature.inputs())
                .extracting(TensorSpec::name)
                .containsExactly("role", "content");
        assertThat(upstreams.server.requests()).isEmpty();
    }

    @Test
    void textComesPieceByPiece_andTheUsageAtTheEnd() {
        try (LoadedModel model = model("")) {
            upstreams.server.behave(
                    stream(
                            "{'choices':[{'index':0,'delta':{'role':'assistant'}}]}",
                            delta("您"),
                            delta("好"),
                            "{'choices':[{'index':0,'delta':{},'finish_reason':'length'}]}",
                            "{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':2}}",
                            "[DONE]"));
            List<String> pieces = new ArrayList<>();

            Generation generation =
                    generate(
                            model, new GenerationSettings(7, 0.5, 0.9, 42L, List.of("\n")), pieces);

            assertThat(pieces).containsExactly("您", "好");
            assertThat(generation).isEqualTo(new Generation("length", 9L, 2L));
            assertThat(lastBody().path("stream").asBoolean()).isTrue();
            assertThat(lastBody().path("max_tokens").asInt()).isEqualTo(7);
            assertThat(lastBody().path("seed").asLong()).isEqualTo(42);
            assertThat(lastBody().path("stop").path(0).asText()).isEqualTo("\n");
        }
    }

    @Test
    void whatIsLeftToTheModel_isNotSent() {
        try (LoadedModel model = model("")) {
            upstreams.server.behave(stream(delta("a"), "[DONE]"));

            Generation generation = generate(model, GenerationSettings.USUAL, new ArrayList<>());

            assertThat(generation).isEqualTo(new Generation("stop", null, null));
            assertThat(lastBody().has("temperature")).isFalse();
            assertThat(lastBody().has("stop")).isFalse();
        }
    }

    @Test
    void aSinkThatHasEnough_hangsUp() throws InterruptedException {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (LoadedModel model = model("")) {
            upstreams.server.behave(
                    (request, out) -> {
                        try {
                            FakeServer.raw(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                            while (true) {
                                FakeServer.raw(
                                        out, "data: " + delta("more").replace('\'', '"') + "\n\n");
                            }
                        } finally {
                            hungUp.countDown();
                        }
                    });

            Generation generation =
                    ((TextGenerator) model)
                            .generate(
                                    MaskedInput.insecureUnmasked(new Payload(HELLO)),
                                    GenerationSettings.USUAL,
                                    piece -> false,
                                    Deadline.in(Duration.ofSeconds(20)));

            assertThat(generation.finishReason()).isEqualTo(Generation.CANCELLED);
            assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aStreamWithoutItsEnd_isBrokenOff_andWhatCameStays() {
        try (LoadedModel model = model("")) {
            upstreams.server.behave(stream(delta("half")));
            List<String> pieces = new ArrayList<>();

            PredictionFailedException failure =
                    catchThrowableOfType(
                            PredictionFailedException.class,
                            () -> generate(model, GenerationSettings.USUAL, pieces));

            assertThat(failure.inputAtFault()).isFalse();
            assertThat(pieces).containsExactly("half");
            assertThat(
                            upstreams.server.requests().stream()
                                    .filter(request -> request.method().equals("POST")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'error':{'message':'secret'}}", "no json", "{'choices'"})
    void whatIsNoChunk_breaksOff(String event) {
        try (LoadedModel model = model("")) {
            upstreams.server.behave(stream(delta("a"), event, "[DONE]"));

            assertThatThrownBy(() -> generate(model, GenerationSettings.USUAL, new ArrayList<>()))
                    .isInstanceOf(PredictionFailedException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aBeginningThatFails_isTriedAgainBeforeAnythingWasWritten() {
        int[] calls = {0};
        try (LoadedModel model = model("")) {
            upstreams.server.behave(
                    (request, out) ->
                            (++calls[0] == 1
                                            ? FakeServer.json(503, "{}")
                                            : stream(delta("a"), "[DONE]"))
                                    .answer(request, out));
            List<String> pieces = new ArrayList<>();

            generate(model, GenerationSettings.USUAL, pieces);

            assertThat(pieces).containsExactly("a");
        }
    }

    @Test
    void aServerThatIsDown_isUnavailable() {
        try (LoadedModel model = model(",'retries':0")) {
            upstreams.server.behave(FakeServer.json(503, "{}"));

            assertThatThrownBy(() -> generate(model, GenerationSettings.USUAL, new ArrayList<>()))
                    .isInstanceOf(ModelUnavailableException.class);
        }
    }

    @Test
    void aStreamThatStops_endsWithTheDeadline() {
        try (LoadedModel model = model("")) {
            upstreams.server.behave(
                    (request, out) -> {
                        stream(delta("a")).answer(request, out);
                        upstreams.server.silence().answer(request, out);
                    });
            List<String> pieces = new ArrayList<>();

            assertThatThrownBy(
                            () ->
                                    ((TextGenerator) model)
                                            .generate(
                                                    MaskedInput.insecureUnmasked(
                                                            new Payload(HELLO)),
                                                    GenerationSettings.USUAL,
                                                    pieces::add,
                                                    Deadline.in(Duration.ofMillis(700))))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(pieces).containsExactly("a");
        }
    }

    @Test
    void rolesAndContentsThatDoNotMatch_areTheInputsFault() {
        try (LoadedModel model = model("")) {
            PredictionFailedException failure =
                    catchThrowableOfType(
                            PredictionFailedException.class,
                            () ->
                                    Upstreams.predict(
                                            model,
                                            Map.of(
                                                    "role", Tensor.strings(Shape.of(1), "user"),
                                                    "content",
                                                            Tensor.strings(
                                                                    Shape.of(2), "a", "b"))));

            assertThat(failure.inputAtFault()).isTrue();
        }
    }

    @Test
    void everyPromptIsCompleted() {
        try (LoadedModel model = model(",'task':'completion'")) {
            upstreams.server.behave(
                    (request, out) ->
                            FakeServer.answer(
                                    out,
                                    200,
                                    "application/json",
                                    "{\"choices\":[{\"text\":\"%s!\"}]}"
                                            .formatted(
                                                    Upstreams.JSON
                                                            .readTree(request.body())
                                                            .path("prompt")
                                                            .asText())));

            Tensor.Bytes texts =
                    (Tensor.Bytes)
                            Upstreams.predict(
                                            model,
                                            Map.of("prompt", Tensor.strings(Shape.of(2), "a", "b")))
                                    .get("text");

            assertThat(texts.text(0)).isEqualTo("a!");
            assertThat(texts.text(1)).isEqualTo("b!");
        }
    }

    @Test
    void textsBecomeVectors() {
        try (LoadedModel model = model(",'task':'embedding'")) {
            upstreams.server.behave(
                    FakeServer.json(
                            200,
                            "{\"data\":[{\"index\":0,\"embedding\":[1,0.5]},{\"index\":1,\"embedding\":[2,3]}]}"));

            Tensor vectors =
                    Upstreams.predict(model, Map.of("text", Tensor.strings(Shape.of(2), "a", "b")))
                            .get("embedding");

            assertThat(vectors.shape()).isEqualTo(Shape.of(2, 2));
            assertThat(((Tensor.Numeric) vectors).buffer().getFloat(4)).isEqualTo(0.5f);
            assertThat(lastBody().path("input")).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'data':[]}",
                "{'data':[{'index':1,'embedding':[1]}]}",
                "{'data':[{'index':0,'embedding':['x']}]}",
                "{'data':[{'index':0,'embedding':[]}]}",
                "{'choices':[]}"
            })
    void vectorsOtherThanAgreed_areTheUpstreamsFault(String body) {
        try (LoadedModel model = model(",'task':'embedding'")) {
            upstreams.server.behave(FakeServer.json(200, body.replace('\'', '"')));

            assertThat(
                            catchThrowableOfType(
                                            PredictionFailedException.class,
                                            () ->
                                                    Upstreams.predict(
                                                            model,
                                                            Map.of(
                                                                    "text",
                                                                    Tensor.strings(
                                                                            Shape.of(1), "a"))))
                                    .inputAtFault())
                    .isFalse();
        }
    }

    @Test
    void aServerWithoutAList_isTakenAtItsWord_aBrokenOneIsNot() {
        upstreams.server.behave(FakeServer.json(404, "{}"));
        model("").close();

        upstreams.server.behave(FakeServer.json(401, "{}"));
        assertThatThrownBy(() -> model(""))
                .isInstanceOf(ModelRejectedException.class)
                .hasMessageContaining("401");
    }

    @Test
    void aClosedModelWritesNoMore() {
        LoadedModel model = model("");
        model.close();

        assertThatThrownBy(() -> generate(model, GenerationSettings.USUAL, new ArrayList<>()))
                .isInstanceOf(ModelClosedException.class);
    }
}
