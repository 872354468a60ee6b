package io.vouchsafe.inference.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whoever asks meanwhile, an answer is what it would be alone. */
class BatchedEqualsSingleTest {
    @Property(tries = 150)
    void anyInterleaving(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int places,
            @ForAll @IntRange(min = 1, max = 9) int maxRows,
            @ForAll boolean padded)
            throws InterruptedException, ExecutionException {
        Random random = new Random(seed);
        FakeModel model = new FakeModel();
        BatchSettings settings =
                Calls.settings(
                        Map.of(
                                "VOUCHSAFE_BATCH_ROWS", String.valueOf(maxRows),
                                "VOUCHSAFE_BATCH_SIZES", padded ? String.valueOf(maxRows) : "",
                                "VOUCHSAFE_BATCH_LINGER_MICROS",
                                        random.nextBoolean() ? "200" : "0"));
        BatchQueue queue = new BatchQueue(settings, new Bulkhead(places, 100), true, places);
        List<Prediction> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            asked.add(Calls.of(model, "c" + random.nextInt(4), payload(random, i)));
        }

        List<Future<Payload>> answers = ask(queue, asked, random);

        for (int i = 0; i < asked.size(); i++) {
            Payload single;
            try {
                single = asked.get(i).run();
            } catch (PredictionFailedException wrong) {
                Future<Payload> answer = answers.get(i);
                assertThat(failureOf(answer)).isInstanceOf(PredictionFailedException.class);
                continue;
            }
            Payload batched = answers.get(i).get();
            assertThat(Calls.sums(batched)).isEqualTo(Calls.sums(single));
            assertThat(Calls.echo(batched)).isEqualTo(Calls.echo(single));
        }
        assertThat(queue.waiting()).isZero();
    }

    /** One in twelve holds a value that fails the run it is in. */
    private static Payload payload(Random random, int number) {
        int width = 1 + random.nextInt(2);
        float[] values = new float[width * (1 + random.nextInt(5))];
        for (int i = 0; i < values.length; i++) {
            values[i] = number * 100 + i;
        }
        if (random.nextInt(12) == 0) {
            values[random.nextInt(values.length)] = Float.NaN;
        }
        return Calls.payload(width, values);
    }

    private static List<Future<Payload>> ask(
            BatchQueue queue, List<Prediction> asked, Random random) throws InterruptedException {
        List<Future<Payload>> answers = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Prediction prediction : asked) {
                long pause = random.nextInt(300_000);
                answers.add(
                        callers.submit(
                                () -> {
                                    start.await();
                                    LockSupport.parkNanos(pause);
                                    return queue.predict(prediction);
                                }));
            }
            start.countDown();
        }
        return answers;
    }

    private static Throwable failureOf(Future<Payload> answer) throws InterruptedException {
        try {
            answer.get();
            throw new AssertionError("answered");
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }
}
