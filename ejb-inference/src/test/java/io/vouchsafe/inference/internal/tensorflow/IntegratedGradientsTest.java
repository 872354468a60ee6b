package io.vouchsafe.inference.internal.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.testing.GraphModel;
import io.vouchsafe.inference.testing.SavedModels;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class IntegratedGradientsTest {
    private static final Path MODELS =
            Path.of(System.getProperty("vouchsafe.root", "."), "../shared/data/models");

    private final IntegratedGradients explainer = new IntegratedGradients();

    @TempDir Path folder;

    private Explanation explain(LoadedModel model, CardSettings card, Map<String, Tensor> inputs) {
        return explainer.explain(
                model,
                model.signatures().get(Signature.DEFAULT),
                MaskedInput.insecureUnmasked(new Payload(inputs)),
                card,
                Deadline.NONE);
    }

    private Explanation explain(LoadedModel model, Map<String, Tensor> inputs) {
        return explain(model, CardSettings.NONE, inputs);
    }

    private static CardSettings baseline(String... pairs) {
        Map<String, String> baseline = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            baseline.put(pairs[i], pairs[i + 1]);
        }
        return new CardSettings(baseline, null);
    }

    @Test
    void aLinearModelIsExplainedExactly() {
        try (LoadedModel model =
                Engines.load(SavedModels.linear(folder, new float[] {2, -1, 0.5f}, 10))) {
            Explanation explanation =
                    explain(model, Map.of("x", Tensor.floats(Shape.of(2, 3), 1, 2, 4, -3, 5, 0)));

            assertThat(explanation.method()).isEqualTo("integrated-gradients");
            assertThat(explanation.output()).isEqualTo("y");
            assertThat(explanation.steps()).isEqualTo(50);
            Explanation.Row first = explanation.rows().get(0);
            Explanation.Row second = explanation.rows().get(1);
            assertThat(first.value()).isEqualTo(12);
            assertThat(first.baseline()).isEqualTo(10);
            assertThat(first.attributions().get("x")).isCloseTo(2.0, within(1e-5));
            assertThat(first.residual()).isCloseTo(0, within(1e-5));
            assertThat(second.attributions().get("x")).isCloseTo(-11.0, within(1e-5));
        }
    }

    @Test
    void eachNamedInputHasItsShare() {
        Path path =
                SavedModels.export(
                        folder,
                        tf -> {
                            Placeholder<TFloat32> income = column(tf, "income");
                            Placeholder<TFloat32> debt = column(tf, "debt");
                            Placeholder<TFloat32> noise = column(tf, "noise");
                            Operand<TFloat32> score =
                                    tf.math.sub(
                                            tf.math.mul(income, tf.constant(3f)),
                                            tf.math.mul(debt, tf.constant(2f)));
                            return new org.tensorflow.Signature[] {
                                org.tensorflow.Signature.builder("serving_default")
                                        .input("income", income)
                                        .input("debt", debt)
                                        .input("noise", noise)
                                        .output("score", score)
                                        .build()
                            };
                        });

        try (LoadedModel model = Engines.load(path)) {
            Explanation explanation =
                    explain(
                            model,
                            baseline("income", "1", "debt", " 0.5 "),
                            Map.of(
                                    "income", Tensor.floats(Shape.of(2), 4, 1),
                                    "debt", Tensor.floats(Shape.of(2), 1, 1),
                                    "noise", Tensor.floats(Shape.of(2), 99, 98)));

            Explanation.Row first = explanation.rows().get(0);
            assertThat(first.attributions().get("income")).isCloseTo(9.0, within(1e-5));
            assertThat(first.attributions().get("debt")).isCloseTo(-1.0, within(1e-5));
            assertThat(first.attributions().get("noise")).isZero();
            assertThat(first.baseline()).isCloseTo(2.0, within(1e-5));
            assertThat(explanation.rows().get(1).attributions().get("income")).isZero();
        }
    }

    private static Placeholder<TFloat32> column(org.tensorflow.op.Ops tf, String name) {
        return tf.withName(name)
                .placeholder(
                        TFloat32.class, Placeholder.shape(org.tensorflow.ndarray.Shape.of(-1)));
    }

    @Test
    void aNetworkIsExplainedCompletely_eachRowForItsOwnClass() {
        Random random = new Random(20260101);
        Path path = SavedModels.classifier(folder, matrix(random, 4, 16), matrix(random, 16, 3));
        float[] rows = new float[200 * 4];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian() * 2;
        }
        Map<String, Tensor> inputs = Map.of("x", Tensor.floats(Shape.of(200, 4), rows));

        try (LoadedModel model = Engines.load(path)) {
            Explanation explanation = explain(model, inputs);
            float[] scores =
                    Engines.floats(Engines.predict(model, inputs).get(explanation.output()));

            assertThat(explanation.rows()).hasSize(200);
            assertThat(explanation.rows()).extracting(Explanation.Row::target).contains(0, 1, 2);
            for (int i = 0; i < 200; i++) {
                Explanation.Row row = explanation.rows().get(i);
                assertThat(row.target()).isEqualTo(largest(scores, i * 3));
                assertThat(row.value()).isCloseTo(scores[i * 3 + row.target()], within(1e-6));
                double moved = Math.abs(row.value() - row.baseline());
                assertThat(Math.abs(row.residual()))
                        .isLessThanOrEqualTo(0.01 * Math.max(moved, 0.1));
            }
        }
    }

    private static int largest(float[] scores, int from) {
        int best = 0;
        for (int i = 1; i < 3; i++) {
            best = scores[from + i] > scores[from + best] ? i : best;
        }
        return best;
    }

    private static float[][] matrix(Random random, int rows, int columns) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) (random.nextGaussian() / Math.sqrt(rows));
            }
        }
        return matrix;
    }

    @Test
    void theCardChoosesTheOutput() {
        Random random = new Random(5);
        Path path = SavedModels.classifier(folder, matrix(random, 2, 4), matrix(random, 4, 3));
        Map<String, Tensor> inputs = Map.of("x", Tensor.floats(Shape.of(1, 2), 1, 2));

        try (LoadedModel model = Engines.load(path)) {
            Explanation chosen =
                    explain(model, new CardSettings(Map.of(), "probabilities"), inputs);
            Explanation first = explain(model, new CardSettings(Map.of(), "no such"), inputs);

            assertThat(chosen.output()).isEqualTo("probabilities");
            assertThat(first.output()).isEqualTo("logits");
        }
    }

    @Test
    void textIsExplainedThroughItsEncoding() {
        Path path = SavedModels.encoded(folder, 0.5f, new float[] {1, 2, 4, 8, 16});

        try (LoadedModel model = Engines.load(path)) {
            Map<String, Tensor> inputs =
                    Map.of(
                            "age", Tensor.floats(Shape.of(2), 30, 60),
                            "town", Tensor.strings(Shape.of(2), "Graz", "Linz"));
            Explanation explanation = explain(model, baseline("age", "40", "town", "Graz"), inputs);

            assertThat(explainer.supports(model, model.signatures().get(Signature.DEFAULT)))
                    .isTrue();
            assertThat(explanation.output()).isEqualTo("logits");
            Explanation.Row first = explanation.rows().get(0);
            assertThat(first.attributions()).containsOnlyKeys("age", "town");
            assertThat(first.attributions().get("age")).isCloseTo(-5.0, within(1e-4));
            assertThat(first.attributions().get("town")).isCloseTo(0.0, within(1e-6));
            Explanation.Row second = explanation.rows().get(1);
            assertThat(second.attributions().get("age")).isCloseTo(10.0, within(1e-4));
            assertThat(second.residual()).isCloseTo(0, within(1e-4));
        }
    }

    @Test
    void anExplanationChangesNothingAboutPredictions() {
        try (LoadedModel model =
                Engines.load(SavedModels.linear(folder, new float[] {2, -1}, 10))) {
            Map<String, Tensor> inputs = Map.of("x", Tensor.floats(Shape.of(1, 2), 1, 2));
            float[] before = Engines.floats(Engines.predict(model, inputs).get("y"));

            explain(model, inputs);
            explain(model, inputs);

            assertThat(Engines.floats(Engines.predict(model, inputs).get("y")))
                    .containsExactly(before);
        }
    }

    @Test
    void aModelWithoutGradients_isNotSupportedAndStaysAlive() {
        GraphModel rounding = GraphModel.identity(org.tensorflow.proto.DataType.DT_FLOAT, -1);
        rounding.node(
                "r",
                "Rint",
                node -> node.putAttr("T", GraphModel.type(org.tensorflow.proto.DataType.DT_FLOAT)),
                "x");
        rounding.node(
                "bits",
                "Bitcast",
                node ->
                        node.putAttr("T", GraphModel.type(org.tensorflow.proto.DataType.DT_FLOAT))
                                .putAttr(
                                        "type",
                                        GraphModel.type(org.tensorflow.proto.DataType.DT_FLOAT)),
                "r");
        rounding.output("y", "bits:0", org.tensorflow.proto.DataType.DT_FLOAT, -1);

        try (LoadedModel model = Engines.load(rounding.write(folder))) {
            Map<String, Tensor> inputs = Map.of("x", Tensor.floats(Shape.of(2), 1.2f, 2.7f));
            Signature signature = model.signatures().get(Signature.DEFAULT);

            assertThat(explainer.supports(model, signature)).isFalse();
            assertThatThrownBy(() -> explain(model, inputs))
                    .isInstanceOf(ExplanationUnavailableException.class);
            assertThat(Engines.floats(Engines.predict(model, inputs).get("y")))
                    .containsExactly(1f, 3f);
        }
    }

    @Test
    void textWithoutAnEncoder_isRefusedByName() {
        GraphModel text = GraphModel.identity(org.tensorflow.proto.DataType.DT_STRING, -1);

        try (LoadedModel model = Engines.load(text.write(folder))) {
            assertThatThrownBy(
                            () ->
                                    explain(
                                            model,
                                            Map.of("x", Tensor.strings(Shape.of(1), "secret"))))
                    .isInstanceOf(ExplanationUnavailableException.class)
                    .hasMessageContaining("'x'")
                    .hasMessageNotContaining("secret");
        }
    }

    @ParameterizedTest
    @CsvSource({"a word", "''", "1e999x"})
    void aBaselineThatIsNoNumber_isRefusedByName(String baseline) {
        try (LoadedModel model =
                Engines.load(SavedModels.linear(folder, new float[] {2, -1}, 10))) {
            assertThatThrownBy(
                            () ->
                                    explain(
                                            model,
                                            baseline("x", baseline),
                                            Map.of("x", Tensor.floats(Shape.of(1, 2), 1, 2))))
                    .isInstanceOf(ExplanationUnavailableException.class)
                    .hasMessageContaining("baseline of input 'x'");
        }
    }

    @Test
    void numbersThatAreNone_areNotExplained() {
        try (LoadedModel model =
                Engines.load(SavedModels.linear(folder, new float[] {2, -1}, 10))) {
            assertThatThrownBy(
                            () ->
                                    explain(
                                            model,
                                            Map.of(
                                                    "x",
                                                    Tensor.floats(Shape.of(1, 2), Float.NaN, 1))))
                    .isInstanceOf(ExplanationUnavailableException.class)
                    .hasMessageContaining("finite");
        }
    }

    @Test
    void tooManyRows_areRefused() {
        try (LoadedModel model = Engines.load(SavedModels.linear(folder, new float[] {2}, 10))) {
            assertThatThrownBy(
                            () ->
                                    explain(
                                            model,
                                            Map.of(
                                                    "x",
                                                    Tensor.floats(
                                                            Shape.of(1025, 1), new float[1025]))))
                    .isInstanceOf(ExplanationUnavailableException.class)
                    .hasMessageContaining("1024");
        }
    }

    @Test
    void noRows_areNotExplained() {
        try (LoadedModel model = Engines.load(SavedModels.linear(folder, new float[] {2}, 10))) {
            assertThatThrownBy(() -> explain(model, Map.of("x", Tensor.floats(Shape.of(0, 1)))))
                    .isInstanceOf(ExplanationUnavailableException.class);
        }
    }

    @Test
    void aPassedDeadlineEndsTheExplanation() {
        try (LoadedModel model = Engines.load(SavedModels.linear(folder, new float[] {2}, 10))) {
            assertThatThrownBy(
                            () ->
                                    explainer.explain(
                                            model,
                                            model.signatures().get(Signature.DEFAULT),
                                            MaskedInput.insecureUnmasked(
                                                    new Payload(
                                                            Map.of(
                                                                    "x",
                                                                    Tensor.floats(
                                                                            Shape.of(1, 1), 1)))),
                                            CardSettings.NONE,
                                            Deadline.in(Duration.ZERO)))
                    .isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void aModelOfAFixedBatch_isExplainedStepByStep() {
        assumeTrue(Files.exists(MODELS), "skipped: no ../shared/data beside the project");

        try (LoadedModel model =
                Engines.load(MODELS.resolve("tensorflow-serving/half_plus_two_tf2/00000123"))) {
            Map<String, Tensor> inputs = Map.of("x", Tensor.floats(Shape.of(1), 4));

            assertExplainedOrRefused(model, Signature.DEFAULT, inputs, "x", 2.0);
            assertThat(Engines.floats(Engines.predict(model, inputs).get("y"))).containsExactly(4f);
        }
    }

    @Test
    void functionsOfPython_areExplainedOrRefused() {
        assumeTrue(Files.exists(MODELS), "skipped: no ../shared/data beside the project");

        try (LoadedModel model =
                Engines.load(MODELS.resolve("tensorflow-java/python_functions/00000001"))) {
            Map<String, Tensor> inputs =
                    Map.of(
                            "a", Tensor.floats(Shape.SCALAR, 10),
                            "b", Tensor.floats(Shape.SCALAR, 15.5f));

            assertExplainedOrRefused(model, "add", inputs, "a", 10.0);
            assertThat(Engines.floats(Engines.predict(model, "add", inputs).get("output_0")))
                    .containsExactly(25.5f);
        }
    }

    @Test
    void aRankThatIsUnknown_isExplainedStepByStep() {
        assumeTrue(Files.exists(MODELS), "skipped: no ../shared/data beside the project");

        try (LoadedModel model =
                Engines.load(MODELS.resolve("tensorflow-serving/half_plus_three/00000123"))) {
            Explanation explanation =
                    explain(model, Map.of("x", Tensor.floats(Shape.of(3, 1), 1, 2, 5)));

            assertThat(explanation.rows()).hasSize(3);
            assertThat(explanation.rows().get(2).attributions().get("x"))
                    .isCloseTo(2.5, within(1e-5));
        }
    }

    /** Keras' kind of graph: right where TensorFlow has the gradients, refused where not. */
    private void assertExplainedOrRefused(
            LoadedModel model,
            String signature,
            Map<String, Tensor> inputs,
            String input,
            double share) {
        try {
            Explanation explanation =
                    explainer.explain(
                            model,
                            model.signatures().get(signature),
                            MaskedInput.insecureUnmasked(new Payload(inputs)),
                            CardSettings.NONE,
                            Deadline.NONE);
            assertThat(explanation.rows().get(0).attributions().get(input))
                    .isCloseTo(share, within(1e-4));
        } catch (ExplanationUnavailableException refused) {
            assertThat(refused).hasMessageStartingWith("VOUCH");
        }
    }
}
