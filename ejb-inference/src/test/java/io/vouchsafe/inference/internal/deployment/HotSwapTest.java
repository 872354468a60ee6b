package io.vouchsafe.inference.internal.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.inference.fakes.FakeRollouts;
import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.tensorflow.TensorFlowEngine;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.testing.SavedModels;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New versions while clients call: 20 of them, 200 with {@code -Dvouchsafe.long=true}. */
class HotSwapTest {
    private static final int SWAPS = Boolean.getBoolean("vouchsafe.long") ? 200 : 20;
    private static final int WIDTH = 2_000_000; // 8 MB of variables, and as much in the graph
    private static final ModelName MODEL = new ModelName("m");

    @TempDir Path folder;

    private final FakeRollouts rollouts = new FakeRollouts();

    @Test
    void swaps_dropNoRequest_andLeaveNativeMemoryFlat() throws Exception {
        Path one = SavedModels.linear(folder.resolve("one"), new float[WIDTH], 1);
        Path two = SavedModels.linear(folder.resolve("two"), new float[WIDTH], 2);
        TensorFlowEngine engine =
                new TensorFlowEngine(
                        InferenceSettings.from(
                                Map.of("VOUCHSAFE_DATA", System.getProperty("java.io.tmpdir"))));
        ModelPool pool = new ModelPool(engine, Path::of, 256L << 20);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            pool.start(threads);
            rollouts.plan().onChange(pool::follow);
            rollouts.deploy("m@1", one.toString());
            Future<Long> client = threads.submit(() -> callUntil(done, pool));

            swap(pool, 2, 7, one, two);
            long least = Long.MAX_VALUE;
            for (int round = 0, number = 8; round < 3; round++, number += SWAPS) {
                long before = nativeKilobytes();
                swap(pool, number, number + SWAPS, one, two);
                least = Math.min(least, nativeKilobytes() - before);
            }
            done.set(true);

            assertThat(client.get(60, TimeUnit.SECONDS)).isPositive();
            // 20 models that stayed would be 320 MB, in each round; the Java heap grows in one
            assertThat(least).isLessThan(200_000);
        }
        // the champion, and perhaps one that was called just before it was withdrawn
        assertThat(pool.memoryTaken()).isBetween(16_000_000L, 33_000_000L);
        pool.close();
    }

    private void swap(ModelPool pool, int first, int last, Path one, Path two) {
        for (int number = first; number < last; number++) {
            ModelRef next = new ModelRef(MODEL, number);
            String files = (number % 2 == 0 ? two : one).toString();
            Hold hold = pool.hold(next, files);
            rollouts.deploy(next.toString(), files);
            rollouts.withdraw(new ModelRef(MODEL, number - 1).toString());
            hold.release(rollouts.plan().current());
        }
    }

    /**
     * Each call is answered; one whose model left under it asks the plan again, as a request does.
     */
    private long callUntil(AtomicBoolean done, ModelPool pool) {
        Payload row = new Payload(Map.of("x", Tensor.floats(Shape.of(1, WIDTH), new float[WIDTH])));
        long answered = 0;
        while (!done.get()) {
            float y = answer(pool, row);
            assertThat(y).isIn(1f, 2f);
            answered++;
        }
        return answered;
    }

    private float answer(ModelPool pool, Payload row) {
        for (int attempt = 0; attempt < 2; attempt++) {
            var plan = rollouts.plan().current();
            DeployedVersion champion = plan.deployed().get(plan.champions().get(MODEL));
            LoadedModel model =
                    pool.await(champion, Deadline.in(Duration.ofSeconds(30))).orElseThrow();
            try {
                Payload answer =
                        model.predict(
                                model.signatures().get(Signature.DEFAULT),
                                MaskedInput.insecureUnmasked(row),
                                Set.of());
                return ((Tensor.Numeric) answer.tensors().get("y")).buffer().getFloat();
            } catch (ModelClosedException swapped) {
                continue;
            }
        }
        throw new AssertionError("closed twice under one request");
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
}
