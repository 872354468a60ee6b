package io.vouchsafe.inference.internal.tensorflow;

import io.vouchsafe.inference.internal.batching.BatchSettings;
import io.vouchsafe.inference.internal.batching.Batcher;
import io.vouchsafe.inference.internal.batching.Bulkhead;
import io.vouchsafe.inference.internal.batching.Prediction;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.testing.SavedModels;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Prints calls per second with and without shared runs, for a small and a larger model. */
final class SharedRunsSpeed {
    private static final int WIDTH = 100;
    private static final long ROUND_NANOS = Duration.ofSeconds(2).toNanos();

    private SharedRunsSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (int hidden : new int[] {256, 4096}) {
            Path folder = Files.createTempDirectory("speed");
            Random random = new Random(1);
            SavedModels.classifier(
                    folder, matrix(random, WIDTH, hidden), matrix(random, hidden, 10));
            float[] values = new float[WIDTH];
            try (LoadedModel model = Engines.load(folder)) {
                Batcher shared = batcher(Map.of());
                Batcher alone = batcher(Map.of("VOUCHSAFE_BATCH_ROWS", "1"));
                for (int round = 0; round < 3; round++) {
                    for (int threads : new int[] {1, 2, 8, 32}) {
                        double direct =
                                perSecond(threads, contract -> run(model, values, contract));
                        double apart =
                                perSecond(threads, contract -> ask(alone, model, values, contract));
                        double together =
                                perSecond(
                                        threads, contract -> ask(shared, model, values, contract));
                        System.out.printf(
                                "hidden %d, %d threads: direct %.0f/s, alone %.0f/s, shared"
                                        + " %.0f/s; shared to direct %.2f%n",
                                hidden, threads, direct, apart, together, together / direct);
                    }
                }
            }
        }
    }

    private static Batcher batcher(Map<String, String> settings) {
        return new Batcher(BatchSettings.from(settings), new Bulkhead(8, 256), 8);
    }

    private static Payload run(LoadedModel model, float[] values, String contract) {
        Prediction alone = prediction(model, values, contract);
        return model.predict(alone.signature(), alone.input(), alone.outputs(), alone.deadline());
    }

    private static Payload ask(
            Batcher batcher, LoadedModel model, float[] values, String contract) {
        return batcher.predict(prediction(model, values, contract));
    }

    private static Prediction prediction(LoadedModel model, float[] values, String contract) {
        return new Prediction(
                model,
                true,
                model.signatures().get(Signature.DEFAULT),
                MaskedInput.insecureUnmasked(
                        new Payload(Map.of("x", Tensor.floats(Shape.of(1, WIDTH), values)))),
                Set.of(),
                new ContractId(contract),
                Deadline.in(Duration.ofSeconds(30)));
    }

    private static double perSecond(int threads, Function<String, Payload> call)
            throws InterruptedException {
        AtomicLong calls = new AtomicLong();
        Thread[] callers = new Thread[threads];
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            String contract = "c" + i % 4;
            callers[i] =
                    new Thread(
                            () -> {
                                while (System.nanoTime() - start < ROUND_NANOS) {
                                    calls.addAndGet(call.apply(contract).rows());
                                }
                            });
            callers[i].start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        return calls.get() * 1e9 / (System.nanoTime() - start);
    }

    private static float[][] matrix(Random random, int rows, int columns) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian() / 8;
            }
        }
        return matrix;
    }
}
