package io.vouchsafe.inference.internal.tensorflow;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.testing.SavedModels;
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
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Prints calls per second of the engine and of a plain loop over TensorFlow Java, in turns. */
final class EngineSpeed {
    private static final int WIDTH = 100;
    private static final long ROUND_NANOS = Duration.ofSeconds(2).toNanos();

    private EngineSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("speed");
        Random random = new Random(1);
        SavedModels.classifier(folder, matrix(random, WIDTH, 256), matrix(random, 256, 10));
        try (LoadedModel model = Engines.load(folder);
                SavedModelBundle bundle = SavedModelBundle.load(folder.toString())) {
            for (int rows : new int[] {1, 64}) {
                float[] values = new float[rows * WIDTH];
                for (int round = 0; round < 3; round++) {
                    for (int threads : new int[] {1, 2}) {
                        double engine =
                                perSecond(threads, () -> engine(model, rows, values, false));
                        double patient =
                                perSecond(threads, () -> engine(model, rows, values, true));
                        double plain = perSecond(threads, () -> plain(bundle, rows, values));
                        System.out.printf(
                                "rows %d threads %d: engine %.0f/s, with deadline %.0f/s,"
                                        + " plain loop %.0f/s, ratio %.2f%n",
                                rows, threads, engine, patient, plain, patient / plain);
                    }
                }
            }
        }
    }

    private static void engine(LoadedModel model, int rows, float[] values, boolean deadline) {
        Signature signature = model.signatures().get(Signature.DEFAULT);
        model.predict(
                signature,
                MaskedInput.insecureUnmasked(
                        new Payload(Map.of("x", Tensor.floats(Shape.of(rows, WIDTH), values)))),
                Set.of("probabilities", "logits"),
                deadline ? Deadline.in(Duration.ofSeconds(30)) : Deadline.NONE);
    }

    private static void plain(SavedModelBundle bundle, int rows, float[] values) {
        try (TFloat32 x =
                        TFloat32.tensorOf(
                                org.tensorflow.ndarray.Shape.of(rows, WIDTH),
                                DataBuffers.of(values));
                var result = bundle.function(Signature.DEFAULT).call(Map.of("x", x))) {
            TFloat32 y = (TFloat32) result.get("probabilities").orElseThrow();
            float[] out = new float[rows * 10];
            y.copyTo(DataBuffers.of(out, false, false));
        }
    }

    private static double perSecond(int threads, Runnable call) throws InterruptedException {
        long cpu = cpuNanos();
        AtomicLong calls = new AtomicLong();
        Thread[] callers = new Thread[threads];
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            callers[i] =
                    new Thread(
                            () -> {
                                while (System.nanoTime() - start < ROUND_NANOS) {
                                    call.run();
                                    calls.incrementAndGet();
                                }
                            });
            callers[i].start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        System.out.printf(
                "  %.1f us of processor time a call%n", (cpuNanos() - cpu) / 1e3 / calls.get());
        return calls.get() * 1e9 / (System.nanoTime() - start);
    }

    /** Of this process: what a busy machine does not blur. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static float[][] matrix(Random random, int rows, int columns) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return matrix;
    }
}
