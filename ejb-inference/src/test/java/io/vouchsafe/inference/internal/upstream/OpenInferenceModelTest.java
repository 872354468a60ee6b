package io.vouchsafe.inference.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.ModelUnavailableException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.outbound.testing.FakeServer;
import io.vouchsafe.outbound.testing.FakeServer.Behaviour;
import io.vouchsafe.privacy.MaskedInput;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OpenInferenceModelTest {
    private static final Behaviour SOUND = Upstreams.linear(new float[] {2}, 1);
    private static final Map<String, Tensor> X = Map.of("x", Tensor.floats(Shape.of(1, 1), 3));

    @TempDir Path folder;

    private final Upstreams upstreams = new Upstreams();

    @BeforeEach
    void start() {
        upstreams.server.behave(SOUND);
    }

    @AfterEach
    void stop() {
        upstreams.close();
    }

    private LoadedModel model(String more) {
        return upstreams.engine.load(upstreams.write(folder, "open-inference", "linear", more));
    }

    private long inferences() {
        return upstreams.server.requests().stream()
                .filter(request -> request.path().endsWith("/infer"))
                .count();
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void everyTypeGoesOutAndComesBack(DataType type) {
        String tensor = "[{'name':'t','datatype':'%s','shape':[-1,2]}]".formatted(type);
        upstreams.server.behave(
                (request, out) ->
                        FakeServer.answer(
                                out,
                                200,
                                "application/json",
                                request.path().endsWith("/infer")
                                        ? request.text()
                                                .replace("\"inputs\"", "\"outputs\"")
                                                .replaceAll(
                                                        ",\"outputs\":\\[\\{\"name\":\"t\"}]", "")
                                        : "{}"));
        Tensor sent = sample(type);

        try (LoadedModel model =
                model(",'signature':{'inputs':%s,'outputs':%s}".formatted(tensor, tensor))) {
            Tensor back = Upstreams.predict(model, Map.of("t", sent)).get("t");

            assertThat(back.dataType()).isEqualTo(type);
            assertThat(content(back)).isEqualTo(content(sent));
        }
    }

    private static Tensor sample(DataType type) {
        Shape shape = Shape.of(1, 2);
        if (type == DataType.BYTES) {
            return Tensor.strings(shape, "中 😀", "");
        }
        ByteBuffer data =
                ByteBuffer.allocate(2 * type.size()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case BOOL -> data.put((byte) 1).put((byte) 0);
            case FP16 -> data.putShort(Float.floatToFloat16(-0.1f)).putShort((short) 0x7e00);
            case BF16 -> data.putShort((short) 0xbdcd).putShort((short) 0x7f80);
            case FP32 -> data.putFloat(0.1f).putFloat(Float.NEGATIVE_INFINITY);
            case FP64 -> data.putDouble(0.1).putDouble(Double.NaN);
            default -> {
                byte[] extremes = new byte[2 * type.size()];
                java.util.Arrays.fill(extremes, 0, type.size(), (byte) 0xff);
                extremes[2 * type.size() - 1] = (byte) 0x80;
                data.put(extremes);
            }
        }
        return new Tensor.Numeric(type, shape, data.flip());
    }

    private static Object content(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numeric numbers -> {
                byte[] bytes = new byte[numbers.buffer().remaining()];
                numbers.buffer().get(bytes);
                yield HexFormat.of().formatHex(bytes);
            }
            case Tensor.Bytes strings ->
                    List.of(strings.elements()).stream().map(HexFormat.of()::formatHex).toList();
        };
    }

    @Test
    void whatTheServerSaysAtTheUpload_isPinned() throws Exception {
        upstreams.write(folder, "open-inference", "linear", "");

        List<Signature> uploaded = upstreams.engine.inspect(folder);
        upstreams.server.behave(Upstreams.linear(new float[] {1, 2, 3}, 0));

        assertThat(folder.resolve("signature.json")).isRegularFile();
        assertThat(Files.readString(folder.resolve("signature.json"))).doesNotContain("platform");
        assertThat(upstreams.engine.inspect(folder)).isEqualTo(uploaded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'outputs':[]}",
                "{'outputs':[{'name':'z','datatype':'FP32','shape':[1,1],'data':[7]}]}",
                "{'outputs':[{'name':'y','datatype':'FP64','shape':[1,1],'data':[7]}]}",
                "{'outputs':[{'name':'y','datatype':'FP32','shape':[1,2],'data':[7,8]}]}",
                "{'outputs':[{'name':'y','datatype':'FP32','shape':[1,1],'data':[7,8]}]}",
                "{'outputs':[{'name':'y','datatype':'FP32','shape':[1,1],'data':['seven']}]}",
                "{'outputs':[{'name':'y','datatype':'FP32','shape':[-1,1],'data':[7]}]}",
                "{'outputs':[{'name':'y','datatype':'FP32','shape':[9999999999,1],'data':[7]}]}",
                "{'outputs':[{'name':'y','datatype':'FP32','shape':'one','data':[7]}]}",
                "{'outputs':",
                "<html>hello</html>",
                "[]",
                ""
            })
    void anotherAnswerThanAgreed_isTheUpstreamsFault(String body) {
        try (LoadedModel model = model("")) {
            upstreams.server.behave(FakeServer.json(200, body.replace('\'', '"')));

            PredictionFailedException failure =
                    catchThrowableOfType(
                            PredictionFailedException.class, () -> Upstreams.predict(model, X));

            assertThat(failure.inputAtFault()).isFalse();
            assertThat(inferences()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}: the input''s fault {1}")
    @CsvSource({"400, true", "422, true", "413, true", "401, false", "404, false", "500, false"})
    void otherStatuses_areNotTriedAgain(int status, boolean inputAtFault) {
        try (LoadedModel model = model("")) {
            upstreams.server.behave(FakeServer.json(status, "{\"error\":\"secret 3.0\"}"));

            PredictionFailedException failure =
                    catchThrowableOfType(
                            PredictionFailedException.class, () -> Upstreams.predict(model, X));

            assertThat(failure.inputAtFault()).isEqualTo(inputAtFault);
            assertThat(failure.getMessage()).doesNotContain("secret").doesNotContain("3.0");
            assertThat(inferences()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aPassingFailure_isTriedAgain(int status) {
        AtomicInteger calls = new AtomicInteger();
        try (LoadedModel model = model("")) {
            upstreams.server.behave(
                    (request, out) ->
                            (calls.incrementAndGet() <= 2 ? FakeServer.json(status, "") : SOUND)
                                    .answer(request, out));

            Map<String, Tensor> answer = Upstreams.predict(model, X);

            assertThat(((Tensor.Numeric) answer.get("y")).buffer().getFloat()).isEqualTo(7);
            assertThat(calls.get()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 3"})
    void asOftenAsTheFileSays_andThenItIsUnavailable(int retries, int calls) {
        try (LoadedModel model = model(",'retries':" + retries)) {
            upstreams.server.behave(FakeServer.json(503, "{}"));

            assertThatThrownBy(() -> Upstreams.predict(model, X))
                    .isInstanceOf(ModelUnavailableException.class);
            assertThat(inferences()).isEqualTo(calls);
        }
    }

    @Test
    void aConnectionThatEndsWithoutAnAnswer_isTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        try (LoadedModel model = model("")) {
            upstreams.server.behave(
                    (request, out) ->
                            (calls.incrementAndGet() == 1 ? FakeServer.nothing() : SOUND)
                                    .answer(request, out));

            assertThat(Upstreams.predict(model, X)).containsKey("y");
        }
    }

    @Test
    void aBusyServer_isUnavailableAndNotAskedAgain() {
        try (LoadedModel model = model("")) {
            upstreams.server.behave(FakeServer.json(429, "{}"));

            assertThatThrownBy(() -> Upstreams.predict(model, X))
                    .isInstanceOf(ModelUnavailableException.class);
            assertThat(inferences()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatKeepsFailing_isLeftAlone() {
        try (LoadedModel model = model(",'retries':0")) {
            upstreams.server.behave(FakeServer.json(500, "{}"));
            for (int i = 0; i < 9; i++) { // and the question when it was loaded
                assertThatThrownBy(() -> Upstreams.predict(model, X))
                        .isInstanceOf(PredictionFailedException.class);
            }
            long asked = inferences();

            ModelUnavailableException resting =
                    catchThrowableOfType(
                            ModelUnavailableException.class, () -> Upstreams.predict(model, X));

            assertThat(asked).isEqualTo(9);
            assertThat(resting.retryAfter()).isEqualTo(Duration.ofSeconds(5));
            assertThat(inferences()).isEqualTo(asked);
        }
    }

    @Test
    void wrongInputs_neverSpeakAgainstTheServer() {
        try (LoadedModel model = model("")) {
            for (int i = 0; i < 30; i++) {
                assertThatThrownBy(
                                () ->
                                        Upstreams.predict(
                                                model,
                                                Map.of("x", Tensor.floats(Shape.of(1, 2), 1, 2))))
                        .isInstanceOf(PredictionFailedException.class);
            }

            assertThat(Upstreams.predict(model, X)).containsKey("y");
        }
    }

    @Test
    void oneUpstreamsFailures_areNotAnothers(@TempDir Path other) {
        try (Upstreams sound = new Upstreams();
                LoadedModel failing = model(",'retries':0")) {
            sound.server.behave(SOUND);
            sound.write(other, "open-inference", "linear", "");
            upstreams.server.behave(FakeServer.json(500, "{}"));
            try (LoadedModel answering = upstreams.engine.load(other)) {
                for (int i = 0; i < 15; i++) {
                    assertThatThrownBy(() -> Upstreams.predict(failing, X))
                            .isInstanceOf(RuntimeException.class);
                }

                assertThat(Upstreams.predict(answering, X)).containsKey("y");
            }
        }
    }

    @Test
    void misbehaviour_isAFailureAndNoAnswer() {
        try (LoadedModel model = model("")) {
            for (Behaviour bad :
                    List.of(
                            FakeServer.cut(),
                            FakeServer.endless(),
                            FakeServer.redirect("http://169.254.169.254/"))) {
                upstreams.server.behave(bad);

                assertThat(
                                catchThrowableOfType(
                                                PredictionFailedException.class,
                                                () -> Upstreams.predict(model, X))
                                        .inputAtFault())
                        .isFalse();
            }
            assertThat(inferences()).isEqualTo(3);
        }
    }

    @Test
    void silence_endsWithTheDeadline() {
        try (LoadedModel model = model("")) {
            upstreams.server.behave(upstreams.server.silence());

            assertThatThrownBy(
                            () ->
                                    model.predict(
                                            model.signatures().get(Signature.DEFAULT),
                                            MaskedInput.insecureUnmasked(new Payload(X)),
                                            Set.of(),
                                            Deadline.in(Duration.ofMillis(200))))
                    .isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void aTrickle_endsWithTheUpstreamsOwnLimit() {
        try (LoadedModel model = model(",'timeouts':{'requestMillis':300}")) {
            upstreams.server.behave(FakeServer.trickle());

            assertThatThrownBy(() -> Upstreams.predict(model, X))
                    .isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void retriesEndWithTheDeadline() {
        try (LoadedModel model = model(",'retries':5")) {
            upstreams.server.behave(
                    (request, out) -> {
                        Thread.sleep(60); // the behaviour itself
                        FakeServer.answer(out, 503, "text/plain", "");
                    });

            assertThatThrownBy(
                            () ->
                                    model.predict(
                                            model.signatures().get(Signature.DEFAULT),
                                            MaskedInput.insecureUnmasked(new Payload(X)),
                                            Set.of(),
                                            Deadline.in(Duration.ofMillis(150))))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(inferences()).isLessThan(6);
        }
    }

    @Test
    void theCredentialGoesAlong() {
        try (LoadedModel model = model(",'credential':'known'")) {
            Upstreams.predict(model, X);

            assertThat(upstreams.server.requests())
                    .isNotEmpty()
                    .allSatisfy(
                            request ->
                                    assertThat(request.headers())
                                            .containsEntry("authorization", "Bearer s3cret"));
        }
    }

    @Test
    void withoutACredentialNoneIsSent() {
        try (LoadedModel model = model("")) {
            Upstreams.predict(model, X);

            assertThat(upstreams.server.requests())
                    .allSatisfy(
                            request ->
                                    assertThat(request.headers())
                                            .doesNotContainKey("authorization"));
        }
    }

    @Test
    void aCredentialThatIsNotForThisOrigin_isRefusedBeforeAnythingIsSent() {
        ModelRejectedException rejected =
                catchThrowableOfType(
                        ModelRejectedException.class, () -> model(",'credential':'another'"));

        assertThat(rejected.problem()).isEqualTo("model-upstream");
        assertThat(rejected).hasMessageContaining("/api/upstreams/credentials");
        assertThat(upstreams.server.requests()).isEmpty();
    }

    @Test
    void aServerThatIsNotReady_isNotLoaded() {
        upstreams.write(folder, "open-inference", "linear", ",'retries':0");
        upstreams.engine.inspect(folder);
        upstreams.server.behave(FakeServer.json(503, "{}"));

        ModelRejectedException rejected =
                catchThrowableOfType(
                        ModelRejectedException.class, () -> upstreams.engine.load(folder));

        assertThat(rejected.problem()).isEqualTo("model-upstream");
    }

    @Test
    void aTextThatIsNoUtf8_isTheInputsFault() {
        String tensor = "[{'name':'t','datatype':'BYTES','shape':[-1]}]";
        try (LoadedModel model =
                model(",'signature':{'inputs':%s,'outputs':%s}".formatted(tensor, tensor))) {
            Tensor noText = new Tensor.Bytes(Shape.of(1), new byte[][] {{(byte) 0xff}});

            assertThat(
                            catchThrowableOfType(
                                            PredictionFailedException.class,
                                            () -> Upstreams.predict(model, Map.of("t", noText)))
                                    .inputAtFault())
                    .isTrue();
        }
    }
}
