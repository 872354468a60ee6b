package io.vouchsafe.inference.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine keeps, whatever runs behind it. */
public abstract class EngineContract {
    private static final float[] WEIGHTS = {2, -1, 0.5f};
    private static final float BIAS = 10;
    private static final long NOISE_KILOBYTES = 40 << 10;

    @TempDir protected Path folder;

    /** The engine under test. */
    protected abstract ModelEngine engine();

    /**
     * Writes a model {@code y = x·weights + bias}: x FP32 [-1, weights], y FP32 [-1, 1]. The same
     * folder every time it is asked in one test.
     */
    protected abstract Path linear(Path folder, float[] weights, float bias);

    /** So many that a leak of them would show; fewer where the weights are elsewhere. */
    protected int manyWeights() {
        return 1 << 20;
    }

    /** Writes a file of the right name that is no model. */
    protected abstract void rubbish(Path folder) throws IOException;

    @Test
    void itHasAName() {
        assertThat(engine().name()).matches("[a-z][a-z0-9-]+");
        assertThat(engine().of(folder)).isSameAs(engine());
    }

    @Test
    void itsOwnCheckPasses() {
        engine().selfCheck();
    }

    @Test
    void inspectingSaysWhatGoesInAndOut() {
        List<Signature> signatures = engine().inspect(linear(folder, WEIGHTS, BIAS));

        assertThat(signatures).hasSize(1);
        Signature only = signatures.get(0);
        assertThat(only.name()).isEqualTo(Signature.DEFAULT);
        assertThat(only.inputs())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("node")
                .containsExactly(new TensorSpec("x", DataType.FP32, Shape.of(-1, 3)));
        assertThat(only.outputs())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("node")
                .containsExactly(new TensorSpec("y", DataType.FP32, Shape.of(-1, 1)));
    }

    @Test
    void aLoadedModelHasTheSignaturesThatWereInspected() {
        Path model = linear(folder, WEIGHTS, BIAS);

        try (LoadedModel loaded = engine().load(model)) {
            assertThat(List.copyOf(loaded.signatures().values()))
                    .isEqualTo(engine().inspect(model));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 1000})
    void anyNumberOfRowsIsAnswered(int rows) {
        float[] x = new float[rows * 3];
        float[] expected = new float[rows];
        for (int row = 0; row < rows; row++) {
            x[row * 3] = row;
            x[row * 3 + 1] = 1;
            expected[row] = 2 * row - 1 + BIAS;
        }

        try (LoadedModel model = engine().load(linear(folder, WEIGHTS, BIAS))) {
            Tensor y = predict(model, Tensor.floats(Shape.of(rows, 3), x));

            assertThat(y.shape()).isEqualTo(Shape.of(rows, 1));
            assertThat(floats(y)).containsExactly(expected);
        }
    }

    @Test
    void whereTheNumbersStandMakesNoDifference() {
        byte[] shifted = new byte[13];
        ByteBuffer.wrap(shifted)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(1)
                .putFloat(1)
                .putFloat(2)
                .putFloat(4);
        ByteBuffer direct = ByteBuffer.allocateDirect(13).put(shifted).position(1);

        try (LoadedModel model = engine().load(linear(folder, WEIGHTS, BIAS))) {
            Tensor fromHeap =
                    predict(
                            model,
                            new Tensor.Numeric(
                                    DataType.FP32,
                                    Shape.of(1, 3),
                                    ByteBuffer.wrap(shifted, 1, 12)));
            Tensor fromOddAddress =
                    predict(model, new Tensor.Numeric(DataType.FP32, Shape.of(1, 3), direct));

            assertThat(floats(fromHeap)).containsExactly(12);
            assertThat(floats(fromOddAddress)).containsExactly(12);
        }
    }

    @Test
    void anInputCanBeUsedAgain() {
        Tensor x = Tensor.floats(Shape.of(1, 3), 1, 2, 4);

        try (LoadedModel model = engine().load(linear(folder, WEIGHTS, BIAS))) {
            assertThat(floats(predict(model, x))).containsExactly(12);
            assertThat(floats(predict(model, x))).containsExactly(12);
        }
    }

    @Test
    void anOutputCanBeAskedForByName() {
        try (LoadedModel model = engine().load(linear(folder, WEIGHTS, BIAS))) {
            Payload answer =
                    model.predict(
                            signature(model),
                            input(Tensor.floats(Shape.of(1, 3), 1, 2, 4)),
                            Set.of("y"));

            assertThat(answer.tensors()).containsOnlyKeys("y");
        }
    }

    @Test
    void aSignatureOfAnotherModelIsNone() {
        Signature other = new Signature("other", "", List.of(), List.of());

        try (LoadedModel model = engine().load(linear(folder, WEIGHTS, BIAS))) {
            assertThatThrownBy(
                            () ->
                                    model.predict(
                                            other,
                                            input(Tensor.floats(Shape.of(1, 3), 1, 2, 4)),
                                            Set.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aWrongInputIsTheInputsFaultAndQuotesNothing() {
        try (LoadedModel model = engine().load(linear(folder, WEIGHTS, BIAS))) {
            Throwable failure =
                    catchThrowable(
                            () -> predict(model, Tensor.floats(Shape.of(1, 2), 4711f, 815f)));

            assertThat(failure).isInstanceOf(PredictionFailedException.class).hasNoCause();
            assertThat(((PredictionFailedException) failure).inputAtFault()).isTrue();
            assertThat(failure.getMessage()).doesNotContain("4711").doesNotContain("815");
            assertThat(floats(predict(model, Tensor.floats(Shape.of(1, 3), 1, 2, 4))))
                    .containsExactly(12);
        }
    }

    @Test
    void aPassedDeadlineIsNoticed() {
        try (LoadedModel model = engine().load(linear(folder, WEIGHTS, BIAS))) {
            MaskedInput input = input(Tensor.floats(Shape.of(1, 3), 1, 2, 3));

            assertThatThrownBy(
                            () ->
                                    model.predict(
                                            signature(model),
                                            input,
                                            Set.of(),
                                            Deadline.in(Duration.ZERO)))
                    .isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void manyCallersGetTheirOwnAnswers() throws InterruptedException {
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();

        try (LoadedModel model = engine().load(linear(folder, WEIGHTS, BIAS))) {
            for (int caller = 0; caller < 8; caller++) {
                int own = caller;
                callers.add(
                        Thread.ofPlatform()
                                .start(
                                        () -> {
                                            for (int i = 0; i < 100; i++) {
                                                float x = own * 1000 + i;
                                                Tensor y =
                                                        predict(
                                                                model,
                                                                Tensor.floats(
                                                                        Shape.of(1, 3), x, 0, 0));
                                                if (floats(y)[0] != 2 * x + BIAS) {
                                                    wrong.add(x + " → " + floats(y)[0]);
                                                }
                                            }
                                        }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void aClosedModelAnswersNoMore() {
        LoadedModel model = engine().load(linear(folder, WEIGHTS, BIAS));
        model.close();
        model.close();

        assertThatThrownBy(() -> predict(model, Tensor.floats(Shape.of(1, 3), 1, 2, 3)))
                .isInstanceOf(ModelClosedException.class);
    }

    @Test
    void closingWaitsForThoseWhoAreAsking() throws InterruptedException {
        LoadedModel model = engine().load(linear(folder, WEIGHTS, BIAS));
        AtomicInteger right = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
        CountDownLatch busy = new CountDownLatch(40);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            askForEver(model, right, busy);
                                        } catch (ModelClosedException expected) {
                                            // closed while asking: the end of this caller
                                        } catch (RuntimeException other) {
                                            unexpected.add(other);
                                            while (busy.getCount() > 0) {
                                                busy.countDown();
                                            }
                                        }
                                    }));
        }

        busy.await();
        model.close();
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(unexpected).isEmpty();
        assertThat(right.get()).isGreaterThanOrEqualTo(40);
    }

    private static void askForEver(LoadedModel model, AtomicInteger right, CountDownLatch busy) {
        while (true) {
            if (floats(predict(model, Tensor.floats(Shape.of(1, 3), 1, 2, 4)))[0] == 12) {
                right.incrementAndGet();
            }
            busy.countDown();
        }
    }

    @Test
    void anEmptyFolderIsNoModel() {
        ModelRejectedException rejected =
                catchThrowableOfType(ModelRejectedException.class, () -> engine().inspect(folder));

        assertThat(rejected.problem()).isEqualTo("model-missing");
    }

    @Test
    void rubbishIsNoModel() throws IOException {
        rubbish(folder);

        assertThatThrownBy(() -> engine().inspect(folder))
                .isInstanceOf(ModelRejectedException.class)
                .extracting(rejected -> ((ModelRejectedException) rejected).problem())
                .isEqualTo("model-unreadable");
        assertThatThrownBy(() -> engine().load(folder)).isInstanceOf(ModelRejectedException.class);
    }

    /**
     * Three rounds of 20 swaps in every build, of 200 with -Dvouchsafe.long=true. A leak grows in
     * each round; the Java heap, which shares the resident memory, does not.
     */
    @Test
    void loadingAndUnloadingLeavesNativeMemoryFlat() throws IOException {
        float[] wide = new float[manyWeights()];
        Path model = linear(folder, wide, 1);
        Tensor x = Tensor.floats(Shape.of(1, wide.length), new float[wide.length]);
        int swaps = Boolean.getBoolean("vouchsafe.long") ? 200 : 20;

        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long before = nativeKilobytes();
            for (int i = 0; i < swaps; i++) {
                loadAndAsk(model, x);
            }
            least = Math.min(least, nativeKilobytes() - before);
        }

        // half of what a leak of the weights alone would be
        long leaked = (long) swaps * wide.length * Float.BYTES / 1024 / 2;
        assertThat(least).isLessThan(Math.max(leaked, NOISE_KILOBYTES));
    }

    private void loadAndAsk(Path path, Tensor x) {
        try (LoadedModel model = engine().load(path)) {
            predict(model, x);
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

    private static Signature signature(LoadedModel model) {
        return model.signatures().get(Signature.DEFAULT);
    }

    private static MaskedInput input(Tensor x) {
        return MaskedInput.insecureUnmasked(new Payload(Map.of("x", x)));
    }

    private static Tensor predict(LoadedModel model, Tensor x) {
        return model.predict(signature(model), input(x), Set.of()).tensors().get("y");
    }

    private static float[] floats(Tensor tensor) {
        var buffer = ((Tensor.Numeric) tensor).buffer().asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
