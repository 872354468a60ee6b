package io.vouchsafe.inference.internal.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vouchsafe.inference.internal.batching.BatchSettings;
import io.vouchsafe.inference.internal.batching.Batcher;
import io.vouchsafe.inference.internal.batching.Bulkhead;
import io.vouchsafe.inference.internal.batching.Prediction;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.testing.SavedModels;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many callers of a model at once get what each would get alone. */
class SharedRunsTest {
    private static final float[] TOWNS = {1, -2, 3, -4, 5};

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "8,64"})
    void numbersAndTexts_comeToWhoAsked(String sizes)
            throws InterruptedException, ExecutionException {
        Random random = new Random(7);
        Batcher batcher = batcher(Map.of("VOUCHSAFE_BATCH_SIZES", sizes));
        try (LoadedModel model = Engines.load(SavedModels.encoded(folder, 2, TOWNS));
                ExecutorService callers = Executors.newFixedThreadPool(16)) {
            List<Prediction> asked = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                asked.add(prediction(model, "c" + i % 7, inputs(random, 1 + random.nextInt(3))));
            }

            List<Future<Payload>> answers = new ArrayList<>();
            for (Prediction each : asked) {
                answers.add(callers.submit(() -> batcher.predict(each)));
            }

            for (int i = 0; i < asked.size(); i++) {
                Prediction each = asked.get(i);
                Payload alone = model.predict(each.signature(), each.input(), Set.of());
                assertThat(logits(answers.get(i).get()))
                        .containsExactly(logits(alone), within(1e-5f));
            }
        }
    }

    @Test
    void unloadingUnderLoad_givesEachAnAnswerOrSaysSo() throws InterruptedException {
        Random random = new Random(8);
        Batcher batcher = batcher(Map.of());
        LoadedModel model = Engines.load(SavedModels.encoded(folder, 2, TOWNS));
        int answered = 0;
        int closed = 0;
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Payload>> answers = new ArrayList<>();
            for (int i = 0; i < 4000; i++) {
                Prediction each = prediction(model, "c" + i % 3, inputs(random, 1));
                answers.add(callers.submit(() -> batcher.predict(each)));
            }
            awaitOne(answers);
            model.close();
            for (Future<Payload> answer : answers) {
                try {
                    answer.get();
                    answered++;
                } catch (ExecutionException failed) {
                    assertThat(failed.getCause()).isInstanceOf(ModelClosedException.class);
                    closed++;
                }
            }
        }

        assertThat(answered).isPositive();
        assertThat(answered + closed).isEqualTo(4000);
    }

    private static void awaitOne(List<Future<Payload>> answers) throws InterruptedException {
        try {
            answers.getFirst().get();
        } catch (ExecutionException broken) {
            throw new AssertionError(broken);
        }
    }

    private static Batcher batcher(Map<String, String> settings) {
        return new Batcher(BatchSettings.from(settings), new Bulkhead(8, 100), 8);
    }

    private static Prediction prediction(LoadedModel model, String contract, Payload inputs) {
        return new Prediction(
                model,
                true,
                model.signatures().get(Signature.DEFAULT),
                MaskedInput.insecureUnmasked(inputs),
                Set.of(),
                new ContractId(contract),
                Deadline.in(Duration.ofMinutes(1)));
    }

    private static Payload inputs(Random random, int rows) {
        float[] ages = new float[rows];
        String[] towns = new String[rows];
        for (int row = 0; row < rows; row++) {
            ages[row] = random.nextInt(100);
            towns[row] = "town-" + random.nextInt(50);
        }
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("age", Tensor.floats(Shape.of(rows), ages));
        inputs.put("town", Tensor.strings(Shape.of(rows), towns));
        return new Payload(inputs);
    }

    private static float[] logits(Payload answer) {
        return Engines.floats(answer.tensors().get("logits"));
    }
}
