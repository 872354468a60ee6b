package io.vouchsafe.inference.internal.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.inference.testing.GraphModel;
import io.vouchsafe.inference.testing.SavedModels;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorFlowEngineTest {
    private static final float[] WEIGHTS = {2, -1, 0.5f};

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(DataType.class)
    void everyTypeGoesInAndOutUnchanged(DataType type) {
        Path identity =
                GraphModel.identity(
                                org.tensorflow.proto.DataType.forNumber(Types.toTensorFlow(type)),
                                -1,
                                2)
                        .write(folder);
        Tensor sent = sample(type, Shape.of(3, 2));

        try (LoadedModel model = Engines.load(identity)) {
            Tensor received = Engines.predict(model, Map.of("x", sent)).get("y");

            assertThat(received.dataType()).isEqualTo(type);
            assertThat(received.shape()).isEqualTo(sent.shape());
            assertThat(content(received)).isEqualTo(content(sent));
        }
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void noRowsAtAllAreAlsoAnAnswer(DataType type) {
        Path identity =
                GraphModel.identity(
                                org.tensorflow.proto.DataType.forNumber(Types.toTensorFlow(type)),
                                -1,
                                2)
                        .write(folder);

        try (LoadedModel model = Engines.load(identity)) {
            Tensor received =
                    Engines.predict(model, Map.of("x", sample(type, Shape.of(0, 2)))).get("y");

            assertThat(received.shape()).isEqualTo(Shape.of(0, 2));
        }
    }

    @Test
    void textOfAnyLengthAndAnyBytesSurvives() {
        Path identity =
                GraphModel.identity(org.tensorflow.proto.DataType.DT_STRING, -1).write(folder);
        byte[] big = new byte[300_000];
        new Random(7).nextBytes(big);
        byte[][] elements = {{}, {0}, "22 bytes fit in place".getBytes(), new byte[23], big};

        try (LoadedModel model = Engines.load(identity)) {
            Tensor received =
                    Engines.predict(model, Map.of("x", new Tensor.Bytes(Shape.of(5), elements)))
                            .get("y");

            assertThat(((Tensor.Bytes) received).elements()).isDeepEqualTo(elements);
        }
    }

    private static Tensor sample(DataType type, Shape shape) {
        int count = (int) shape.elements();
        if (type == DataType.BYTES) {
            byte[][] elements = new byte[count][];
            for (int i = 0; i < count; i++) {
                elements[i] = ("element " + "é".repeat(i * 9)).getBytes();
            }
            return new Tensor.Bytes(shape, elements);
        }
        byte[] bytes = new byte[count * type.size()];
        new Random(type.ordinal()).nextBytes(bytes);
        if (type == DataType.BOOL) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] &= 1;
            }
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        return new Tensor.Numeric(type, shape, direct);
    }

    private static Object content(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numeric numbers -> {
                byte[] bytes = new byte[numbers.buffer().remaining()];
                numbers.buffer().get(bytes);
                yield java.util.HexFormat.of().formatHex(bytes);
            }
            case Tensor.Bytes strings ->
                    List.of(strings.elements()).stream()
                            .map(java.util.HexFormat.of()::formatHex)
                            .toList();
        };
    }

    @Test
    void aTrainedModelAnswersWithItsVariables() {
        try (LoadedModel model = Engines.load(SavedModels.linear(folder, WEIGHTS, 10))) {
            Map<String, Tensor> outputs =
                    Engines.predict(
                            model, Map.of("x", Tensor.floats(Shape.of(2, 3), 1, 2, 4, 0, 0, 0)));

            assertThat(Engines.floats(outputs.get("y"))).containsExactly(12, 10);
            assertThat(outputs.get("y").shape()).isEqualTo(Shape.of(2, 1));
        }
    }

    @Test
    void onlyTheWantedOutputIsComputed() {
        Path path =
                SavedModels.classifier(
                        folder, new float[][] {{1, 0}, {0, 1}}, new float[][] {{1, 0}, {0, 1}});

        try (LoadedModel model = Engines.load(path)) {
            Payload wanted =
                    model.predict(
                            model.signatures().get(Signature.DEFAULT),
                            MaskedInput.insecureUnmasked(
                                    new Payload(Map.of("x", Tensor.floats(Shape.of(1, 2), 1, 2)))),
                            Set.of("logits"));

            assertThat(wanted.tensors()).containsOnlyKeys("logits");
        }
    }

    @Test
    void theSuitesOwnSignaturesAreNotForClients() {
        Path path = SavedModels.encoded(folder, 2, new float[] {1, 2, 3});

        List<Signature> shown = Engines.ENGINE.inspect(path);

        assertThat(shown).extracting(Signature::name).containsExactly("serving_default");
        try (LoadedModel model = Engines.load(path)) {
            assertThat(model.signatures()).containsOnlyKeys("serving_default");
        }
    }

    @Test
    void anInputThatCannotBeComputed_isTheInputsFaultAndQuotesNothing() {
        try (LoadedModel model = Engines.load(SavedModels.linear(folder, WEIGHTS, 10))) {
            Map<String, Tensor> secret = Map.of("x", Tensor.floats(Shape.of(1, 2), 4711f, 815f));

            Throwable failure = catchThrowable(() -> Engines.predict(model, secret));

            assertThat(failure).isInstanceOf(PredictionFailedException.class).hasNoCause();
            assertThat(((PredictionFailedException) failure).inputAtFault()).isTrue();
            assertThat(failure.getMessage()).doesNotContain("4711").doesNotContain("[1,2]");
        }
    }

    @Test
    void aPassedDeadlineIsNoticedBeforeAnythingRuns() {
        try (LoadedModel model = Engines.load(SavedModels.linear(folder, WEIGHTS, 10))) {
            Signature signature = model.signatures().get(Signature.DEFAULT);
            MaskedInput input =
                    MaskedInput.insecureUnmasked(
                            new Payload(Map.of("x", Tensor.floats(Shape.of(1, 3), 1, 2, 3))));

            assertThatThrownBy(
                            () ->
                                    model.predict(
                                            signature, input, Set.of(), Deadline.in(Duration.ZERO)))
                    .isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void anAnswerAfterTheDeadlineIsNone() {
        try (LoadedModel model = Engines.load(Loops.slow(folder))) {
            Signature signature = model.signatures().get(Signature.DEFAULT);
            MaskedInput long1 = input(Tensor.floats(Shape.SCALAR, 0));
            MaskedInput short1 = input(Tensor.floats(Shape.SCALAR, 3e5f));

            assertThatThrownBy(
                            () ->
                                    model.predict(
                                            signature,
                                            long1,
                                            Set.of(),
                                            Deadline.in(Duration.ofMillis(50))))
                    .isInstanceOf(DeadlineExceededException.class);

            Payload next =
                    model.predict(signature, short1, Set.of(), Deadline.in(Duration.ofSeconds(30)));
            assertThat(Engines.floats(next.tensors().values().iterator().next()))
                    .containsExactly(3e5f);
        }
    }

    private static MaskedInput input(Tensor x) {
        return MaskedInput.insecureUnmasked(new Payload(Map.of("x", x)));
    }

    @Test
    void aClosedModelAnswersNoMore() {
        LoadedModel model = Engines.load(SavedModels.linear(folder, WEIGHTS, 10));
        model.close();
        model.close();

        assertThatThrownBy(
                        () ->
                                Engines.predict(
                                        model, Map.of("x", Tensor.floats(Shape.of(1, 3), 1, 2, 3))))
                .isInstanceOf(ModelClosedException.class);
    }

    @Test
    void closingWaitsForThoseWhoAreAsking() throws InterruptedException {
        LoadedModel model = Engines.load(SavedModels.linear(folder, WEIGHTS, 10));
        Map<String, Tensor> input = Map.of("x", Tensor.floats(Shape.of(1, 3), 1, 2, 4));
        AtomicInteger right = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
        CountDownLatch busy = new CountDownLatch(40);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread caller =
                    new Thread(
                            () -> {
                                try {
                                    while (true) {
                                        float[] y =
                                                Engines.floats(
                                                        Engines.predict(model, input).get("y"));
                                        if (y[0] == 12) {
                                            right.incrementAndGet();
                                        }
                                        busy.countDown();
                                    }
                                } catch (ModelClosedException expected) {
                                    // closed while asking: the end of this caller
                                } catch (RuntimeException other) {
                                    unexpected.add(other);
                                }
                            });
            caller.start();
            callers.add(caller);
        }

        busy.await();
        model.close();
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(unexpected).isEmpty();
        assertThat(right.get()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void twentyLoadsAndUnloadsLeaveNativeMemoryFlat() throws IOException {
        float[][] wide = new float[1024][1024];
        float[][] out = new float[1024][4];
        Path path = SavedModels.classifier(folder, wide, out); // 4 MB of variables
        for (int i = 0; i < 5; i++) {
            loadAndAsk(path);
        }

        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long before = nativeKilobytes();
            for (int i = 0; i < 100; i++) {
                loadAndAsk(path);
            }
            least = Math.min(least, nativeKilobytes() - before);
        }

        // a leak of the variables alone would be 400 MB in each round; the Java heap grows in one
        assertThat(least).isLessThan(200_000);
    }

    private static void loadAndAsk(Path path) {
        try (LoadedModel model = Engines.load(path)) {
            Engines.predict(
                    model, Map.of("x", Tensor.floats(Shape.of(64, 1024), new float[64 * 1024])));
        }
    }

    /** Resident memory without what the Java heap has committed, in KiB. */
    private static long nativeKilobytes() throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted() / 1024;
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                - heap;
    }

    @Test
    void manyCallsWithLongTextsLeaveNativeMemoryFlat() throws IOException {
        Path identity =
                GraphModel.identity(org.tensorflow.proto.DataType.DT_STRING, -1).write(folder);
        Tensor texts =
                new Tensor.Bytes(Shape.of(2), new byte[][] {new byte[100_000], new byte[50]});
        try (LoadedModel model = Engines.load(identity)) {
            for (int i = 0; i < 300; i++) {
                Engines.predict(model, Map.of("x", texts));
            }

            long least = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) {
                long before = nativeKilobytes();
                for (int i = 0; i < 5000; i++) {
                    Engines.predict(model, Map.of("x", texts));
                }
                least = Math.min(least, nativeKilobytes() - before);
            }

            // a leak of each text would be 500 MB in each round; the Java heap grows in one
            assertThat(least).isLessThan(250_000);
        }
    }

    @Test
    void noModelAtAll_isMissing() {
        ModelRejectedException rejected = Engines.rejected(() -> Engines.ENGINE.inspect(folder));

        assertThat(rejected.problem()).isEqualTo("model-missing");
    }

    @Test
    void rubbish_isUnreadable() throws IOException {
        Files.write(folder.resolve("saved_model.pb"), new byte[] {1, 2, 3, (byte) 0xff});

        ModelRejectedException rejected = Engines.rejected(() -> Engines.ENGINE.inspect(folder));

        assertThat(rejected.problem()).isEqualTo("model-unreadable");
    }

    @Test
    void anEmptyFile_isUnreadable() throws IOException {
        Files.createFile(folder.resolve("saved_model.pb"));

        assertThat(Engines.rejected(() -> Engines.ENGINE.inspect(folder)).problem())
                .isEqualTo("model-unreadable");
    }

    @Test
    void aSecondModelFileBesideTheCheckedOne_isRefused() throws IOException {
        GraphModel.identity(org.tensorflow.proto.DataType.DT_FLOAT).write(folder);
        Files.writeString(folder.resolve("saved_model.cpb"), "chunks");

        assertThat(Engines.rejected(() -> Engines.ENGINE.inspect(folder)))
                .hasMessageContaining("saved_model.cpb");
    }

    @Test
    void anotherTag_isNamed() {
        GraphModel.identity(org.tensorflow.proto.DataType.DT_FLOAT).tag("train").write(folder);

        ModelRejectedException rejected = Engines.rejected(() -> Engines.ENGINE.inspect(folder));

        assertThat(rejected.problem()).isEqualTo("model-tag");
        assertThat(rejected).hasMessageContaining("'train'");
    }

    @Test
    void numbersThatNobodyCanSend_areNamed() {
        GraphModel.identity(org.tensorflow.proto.DataType.DT_COMPLEX64).write(folder);

        ModelRejectedException rejected = Engines.rejected(() -> Engines.ENGINE.inspect(folder));

        assertThat(rejected.problem()).isEqualTo("model-signature");
        assertThat(rejected).hasMessageContaining("DT_COMPLEX64").hasMessageContaining("'x'");
    }

    @Test
    void noSignatureButTheLoadersOwn_isNone() {
        GraphModel.identity(org.tensorflow.proto.DataType.DT_FLOAT)
                .write(folder, "__saved_model_init_op");

        assertThat(Engines.rejected(() -> Engines.ENGINE.inspect(folder)).problem())
                .isEqualTo("model-signature");
    }

    @Test
    void variablesThatAreMissing_areSaidAtLoadWithoutTheServersPaths() throws IOException {
        Path path = SavedModels.linear(folder, WEIGHTS, 10);
        Path data = path.resolve("variables/variables.data-00000-of-00001");
        Files.write(data, new byte[3]);

        ModelRejectedException rejected = Engines.rejected(() -> Engines.load(path));

        assertThat(rejected.problem()).isEqualTo("model-load");
        assertThat(rejected.getMessage()).doesNotContain(folder.toString());
    }
}
