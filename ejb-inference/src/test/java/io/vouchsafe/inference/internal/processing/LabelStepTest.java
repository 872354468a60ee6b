package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.Declared.floats;
import static io.vouchsafe.inference.internal.processing.Declared.predict;
import static io.vouchsafe.inference.internal.processing.Declared.strings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.inference.testing.GraphModel;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

class LabelStepTest {
    @TempDir Path folder;

    /** The scores go in as they come out, so that a test writes them down. */
    private LoadedModel scored(String steps, long... shape) {
        GraphModel.identity(DataType.DT_FLOAT, shape).write(folder);
        return Declared.load(folder, "\"outputs\": [" + steps + "]");
    }

    private static String labels(String more) {
        return """
        {"step": "labels", "from": "y", "label": "animal", "score": "share",
         "labels": ["cat", "dog", "fox"]%s}"""
                .formatted(more);
    }

    private static Map<String, Tensor> scores(long columns, float... values) {
        return Map.of("x", Tensor.floats(Shape.of(values.length / columns, columns), values));
    }

    @Test
    void theBestClassIsNamed() {
        try (LoadedModel model = scored(labels(""), -1, 3)) {
            Map<String, Tensor> answer =
                    predict(model, scores(3, 0.1f, 0.7f, 0.2f, 0.5f, 0.2f, 0.3f));

            assertThat(answer).containsOnlyKeys("animal", "share");
            assertThat(answer.get("animal").shape()).isEqualTo(Shape.of(2));
            assertThat(strings(answer.get("animal"))).containsExactly("dog", "cat");
            assertThat(floats(answer.get("share"))).containsExactly(0.7f, 0.5f);
        }
    }

    @Test
    void theClientSeesLabelsInsteadOfScores() {
        try (LoadedModel model = scored(labels(", \"top\": 2"), -1, 3)) {
            assertThat(model.signatures().get(Signature.DEFAULT).outputs())
                    .containsExactly(
                            new TensorSpec(
                                    "animal", io.vouchsafe.kernel.DataType.BYTES, Shape.of(-1, 2)),
                            new TensorSpec(
                                    "share", io.vouchsafe.kernel.DataType.FP32, Shape.of(-1, 2)));
        }
    }

    @Test
    void theBestOnesComeInTheirOrder_theEarlierClassFirstWhenTheyAreEqual() {
        try (LoadedModel model = scored(labels(", \"top\": 3"), -1, 3)) {
            Map<String, Tensor> answer =
                    predict(model, scores(3, 0.2f, 0.2f, 0.6f, 0.3f, 0.3f, 0.3f));

            assertThat(strings(answer.get("animal")))
                    .containsExactly("fox", "cat", "dog", "cat", "dog", "fox");
            assertThat(floats(answer.get("share")))
                    .containsExactly(0.6f, 0.2f, 0.2f, 0.3f, 0.3f, 0.3f);
        }
    }

    @Test
    void softmaxMakesSharesOfLogits_howeverLarge() {
        try (LoadedModel model =
                scored(labels(", \"activation\": \"softmax\", \"top\": 3"), -1, 3)) {
            float[] shares =
                    floats(
                            predict(model, scores(3, 1000, 1001, 999, -1e30f, 0, 1e30f))
                                    .get("share"));

            assertThat(shares[0]).isCloseTo(0.66524f, within(1e-4f));
            assertThat(shares[1]).isCloseTo(0.24473f, within(1e-4f));
            assertThat(shares[2]).isCloseTo(0.09003f, within(1e-4f));
            assertThat(Arrays.copyOfRange(shares, 3, 6)).containsExactly(1, 0, 0);
        }
    }

    @Test
    void aThresholdForAll_namesNobodyBelowIt() {
        try (LoadedModel model = scored(labels(", \"threshold\": 0.5"), -1, 3)) {
            Map<String, Tensor> answer =
                    predict(model, scores(3, 0.4f, 0.3f, 0.3f, 0.5f, 0.3f, 0.2f));

            assertThat(strings(answer.get("animal"))).containsExactly("none", "cat");
            assertThat(floats(answer.get("share"))).containsExactly(0.4f, 0.5f);
        }
    }

    @Test
    void eachClassMayHaveItsThreshold_andNobodyAnotherName() {
        String step = labels(", \"threshold\": {\"dog\": 0.9}, \"none\": \"ask a person\"");

        try (LoadedModel model = scored(step, -1, 3)) {
            assertThat(
                            strings(
                                    predict(model, scores(3, 0.1f, 0.8f, 0.1f, 0.8f, 0.1f, 0.1f))
                                            .get("animal")))
                    .containsExactly("ask a person", "cat");
        }
    }

    @Test
    void oneChanceIsThatOfTheSecondOfTwoLabels() {
        String step =
                """
                {"step": "labels", "from": "y", "label": "verdict", "score": "chance",
                 "labels": ["ham", "spam"], "activation": "sigmoid"}""";

        try (LoadedModel model = scored(step, -1, 1)) {
            Map<String, Tensor> answer = predict(model, scores(1, 2, -2, 0));

            assertThat(strings(answer.get("verdict"))).containsExactly("spam", "ham", "ham");
            assertThat(floats(answer.get("chance"))[0]).isCloseTo(0.880797f, within(1e-5f));
            assertThat(floats(answer.get("chance"))[1]).isCloseTo(0.880797f, within(1e-5f));
        }
    }

    @Test
    void labelsMayBeAFileOfTheModel() {
        Declared.write(folder, "assets/labels.txt", "猫\n狗\n");

        try (LoadedModel model =
                scored(
                        """
                        {"step": "labels", "from": "y", "label": "animal",
                         "labels": "assets/labels.txt"}""",
                        -1,
                        2)) {
            Map<String, Tensor> answer = predict(model, scores(2, 0.1f, 0.9f));

            assertThat(strings(answer.get("animal"))).containsExactly("狗");
            assertThat(answer).containsOnlyKeys("animal");
        }
    }

    @Test
    void scoresMayBeGivenBesideTheLabels() {
        String step =
                "{\"step\": \"scores\", \"from\": \"y\", \"to\": \"shares\","
                        + " \"activation\": \"softmax\"}, "
                        + labels(", \"activation\": \"softmax\"");

        try (LoadedModel model = scored(step, -1, 3)) {
            Map<String, Tensor> answer = predict(model, scores(3, 0, 0, 0));

            assertThat(answer).containsOnlyKeys("shares", "animal", "share");
            assertThat(floats(answer.get("shares"))).containsExactly(1 / 3f, 1 / 3f, 1 / 3f);
            assertThat(answer.get("shares").shape()).isEqualTo(Shape.of(1, 3));
        }
    }

    @Test
    void onlyTheOutputsThatAreWanted_areGiven() {
        try (LoadedModel model = scored(labels(""), -1, 3)) {
            assertThat(predict(model, scores(3, 1, 2, 3), Set.of("share")))
                    .containsOnlyKeys("share");
        }
    }

    @Test
    void aScoreThatIsNoNumber_isTheModelsFault() {
        try (LoadedModel model = scored(labels(""), -1, 3)) {
            assertThatThrownBy(() -> predict(model, scores(3, 1, Float.NaN, 3)))
                    .isInstanceOfSatisfying(
                            PredictionFailedException.class,
                            failed -> assertThat(failed.inputAtFault()).isFalse())
                    .hasMessageContaining("Output 'y'");
        }
    }

    @Test
    void anotherNumberOfScoresThanLabels_isTheModelsFault() {
        try (LoadedModel model = scored(labels(""), -1, -1)) {
            assertThatThrownBy(() -> predict(model, scores(2, 1, 2)))
                    .isInstanceOfSatisfying(
                            PredictionFailedException.class,
                            failed -> assertThat(failed.inputAtFault()).isFalse())
                    .hasMessageContaining("[1, 2]");
        }
    }

    @Test
    void noRowsGiveNoLabels() {
        try (LoadedModel model = scored(labels(", \"top\": 2"), -1, 3)) {
            Map<String, Tensor> none = Map.of("x", Tensor.floats(Shape.of(0, 3)));
            assertThat(predict(model, none).get("animal").shape()).isEqualTo(Shape.of(0, 2));
        }
    }

    @Test
    void everyFloatingTypeIsRead() {
        for (var type :
                new io.vouchsafe.kernel.DataType[] {
                    io.vouchsafe.kernel.DataType.FP16,
                    io.vouchsafe.kernel.DataType.BF16,
                    io.vouchsafe.kernel.DataType.FP32,
                    io.vouchsafe.kernel.DataType.FP64
                }) {
            ByteBuffer data = ByteBuffer.allocate(2 * type.size()).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : new float[] {-0.5f, 1.25f}) {
                switch (type) {
                    case FP16 -> data.putShort(Float.floatToFloat16(value));
                    case BF16 -> data.putShort((short) (Float.floatToIntBits(value) >>> 16));
                    case FP32 -> data.putFloat(value);
                    default -> data.putDouble(value);
                }
            }
            Tensor tensor = new Tensor.Numeric(type, Shape.of(2), data.flip());

            Scores scores = Scores.read("y", tensor, Scores.Activation.NONE);

            assertThat(scores.rows()).isDeepEqualTo(new double[][] {{-0.5}, {1.25}});
        }
    }

    @Test
    void aBatchIsItsRowsApart_andTheBestAreThoseOfASort() {
        Random random = new Random(23);

        try (LoadedModel model =
                scored(labels(", \"top\": 2, \"activation\": \"softmax\""), -1, 3)) {
            for (int round = 0; round < 50; round++) {
                int rows = 1 + random.nextInt(16);
                float[] values = new float[rows * 3];
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextInt(5);
                }
                String[] together = strings(predict(model, scores(3, values)).get("animal"));
                for (int row = 0; row < rows; row++) {
                    float[] one = Arrays.copyOfRange(values, row * 3, row * 3 + 3);
                    String[] alone = strings(predict(model, scores(3, one)).get("animal"));
                    String[] names = {"cat", "dog", "fox"};
                    String[] sorted =
                            java.util.stream.IntStream.range(0, 3)
                                    .boxed()
                                    .sorted((a, b) -> Float.compare(one[b], one[a]))
                                    .limit(2)
                                    .map(best -> names[best])
                                    .toArray(String[]::new);
                    assertThat(alone).containsExactly(sorted);
                    assertThat(Arrays.copyOfRange(together, row * 2, row * 2 + 2))
                            .containsExactly(alone);
                }
            }
        }
    }
}
