package io.vouchsafe.inference.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.fakes.FunctionModel;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.Explanation.Stop;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import io.vouchsafe.privacy.MaskedInputs;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapleyExplainerTest {
    private static FunctionModel sum(int width) {
        return new FunctionModel(
                List.of(Specs.numbers("x", -1, width)),
                0,
                row -> new double[] {Arrays.stream((double[]) row.get("x")).sum()});
    }

    /** No two features of it act for themselves. */
    private static FunctionModel wild(int width) {
        return new FunctionModel(
                List.of(Specs.numbers("x", -1, width)),
                0,
                row -> {
                    long bits = 17;
                    for (double value : (double[]) row.get("x")) {
                        bits = bits * 31 + Double.hashCode(value);
                    }
                    return new double[] {new Random(bits).nextGaussian()};
                });
    }

    private static Map<String, Tensor> ones(int rows, int width) {
        float[] ones = new float[rows * width];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = 1 + i;
        }
        return Map.of("x", Tensor.floats(Shape.of(rows, width), ones));
    }

    private static Explanation explain(
            FunctionModel model, Map<String, Tensor> inputs, CardSettings card, Deadline deadline) {
        return new ShapleyExplainer()
                .explain(
                        model,
                        model.signature(),
                        MaskedInput.insecureUnmasked(new Payload(inputs)),
                        card,
                        deadline);
    }

    private static Explanation explain(FunctionModel model, Map<String, Tensor> inputs) {
        return explain(model, inputs, CardSettings.NONE, Deadline.NONE);
    }

    private static CardSettings card(
            Map<String, String> baseline,
            Map<String, List<String>> names,
            Map<String, List<String>> groups) {
        return new CardSettings(baseline, null, names, groups);
    }

    @Test
    void upToTwelveFeatures_itIsExact() {
        Explanation.Row row = explain(wild(12), ones(1, 12)).rows().get(0);

        assertThat(row.sampling()).isNull();
        assertThat(row.residual()).isCloseTo(0, within(1e-9));
    }

    @Test
    void beyond_itIsSampled_andSaysHow() {
        Explanation explanation = explain(wild(13), ones(1, 13));

        Explanation.Sampling sampling = sampling(explanation);
        assertThat(sampling.stopped()).isEqualTo(Stop.LIMIT);
        assertThat(sampling.samples()).isEqualTo(PermutationShapley.MOST_SAMPLES);
        assertThat(sampling.evaluations()).isEqualTo(PermutationShapley.MOST_SAMPLES * 2 * 12);
        assertThat(sampling.intervals().keySet())
                .isEqualTo(explanation.rows().get(0).attributions().keySet());
        assertThat(sampling.intervals().values()).allSatisfy(one -> assertThat(one).isPositive());
        assertThat(explanation.parameters()).containsEntry("confidence", 0.95);
    }

    @Test
    void featuresThatAreLikeTheBaseline_costNothing() {
        float[] x = new float[40];
        x[7] = 3;
        FunctionModel model = sum(40);

        Explanation.Row row =
                explain(model, Map.of("x", Tensor.floats(Shape.of(1, 40), x))).rows().get(0);

        assertThat(row.sampling()).isNull();
        assertThat(row.attributions()).hasSize(40).containsEntry("x[7]", 3.0);
        assertThat(row.attributions().values().stream().filter(share -> share != 0)).hasSize(1);
        assertThat(model.asked()).hasSize(2);
    }

    @Test
    void theSeedIsTheRows_notTheRequests() {
        Map<String, Tensor> three = ones(3, 14);
        Map<String, Tensor> second =
                Map.of(
                        "x",
                        Tensor.floats(
                                Shape.of(1, 14), floats((Tensor.Numeric) three.get("x"), 14, 14)));

        long among =
                Objects.requireNonNull(explain(sum(14), three).rows().get(1).sampling()).seed();
        long alone = sampling(explain(sum(14), second)).seed();
        long other =
                Objects.requireNonNull(explain(sum(14), three).rows().get(2).sampling()).seed();

        assertThat(among).isEqualTo(alone).isNotEqualTo(other);
    }

    @Test
    void manyRowsOfFewFeatures_areAskedTogether() {
        FunctionModel model = sum(4);

        explain(model, ones(64, 4));

        assertThat(model.asked()).hasSize(2 + 64 * 14 / 256 + 1);
    }

    @Test
    void theCardNamesColumns_andGroupsThem() {
        CardSettings card =
                card(
                        Map.of(),
                        Map.of("x", List.of("age", "street", "city", "income")),
                        Map.of("address", List.of("street", "city"), "unused", List.of("nobody")));

        Map<String, Double> shares =
                explain(sum(4), ones(1, 4), card, Deadline.NONE).rows().get(0).attributions();

        assertThat(shares.keySet()).containsExactly("age", "address", "income");
        assertThat(shares.get("address")).isCloseTo(5.0, within(1e-9));
    }

    @Test
    void namesThatDoNotFit_areNotUsed() {
        CardSettings card = card(Map.of(), Map.of("x", List.of("age")), Map.of());

        assertThat(
                        explain(sum(2), ones(1, 2), card, Deadline.NONE)
                                .rows()
                                .get(0)
                                .attributions()
                                .keySet())
                .containsExactly("x[0]", "x[1]");
    }

    @Test
    void theCardsBaseline_hasAValueForEachColumn() {
        CardSettings card = card(Map.of("x", "1, 0.5"), Map.of(), Map.of());

        Explanation.Row row = explain(sum(2), ones(1, 2), card, Deadline.NONE).rows().get(0);

        assertThat(row.baseline()).isEqualTo(1.5);
        assertThat(row.attributions()).isEqualTo(Map.of("x[0]", 0.0, "x[1]", 1.5));
    }

    @Test
    void aBaselineThatDoesNotFit_isRefusedByName() {
        assertThatThrownBy(
                        () ->
                                explain(
                                        sum(2),
                                        ones(1, 2),
                                        card(Map.of("x", "1,2,3"), Map.of(), Map.of()),
                                        Deadline.NONE))
                .isInstanceOf(ExplanationUnavailableException.class)
                .hasMessageContaining("'x'");
    }

    @Test
    void anInputThatThePolicyDropped_isNoFeature_andStaysAsItIs() {
        FunctionModel model =
                new FunctionModel(
                        List.of(Specs.numbers("a", -1), Specs.numbers("secret", -1)),
                        0,
                        row ->
                                new double[] {
                                    ((double[]) row.get("a"))[0] + ((double[]) row.get("secret"))[0]
                                });
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("a", Tensor.floats(Shape.of(1), 3));
        inputs.put("secret", Tensor.floats(Shape.of(1), 0));

        Explanation.Row row =
                new ShapleyExplainer()
                        .explain(
                                model,
                                model.signature(),
                                MaskedInputs.dropped(new Payload(inputs), "secret"),
                                card(Map.of("secret", "100"), Map.of(), Map.of()),
                                Deadline.NONE)
                        .rows()
                        .get(0);

        assertThat(row.attributions()).isEqualTo(Map.of("a", 3.0));
        assertThat(row.baseline()).isZero();
        assertThat(model.asked())
                .allSatisfy(asked -> assertThat(asked.dropped()).contains("secret"));
    }

    @Test
    void theProofOfMasking_goesWithEveryTrial() {
        FunctionModel model = sum(3);
        MaskedInput masked = MaskedInputs.dropped(new Payload(ones(1, 3)), "other");

        new ShapleyExplainer()
                .explain(model, model.signature(), masked, CardSettings.NONE, Deadline.NONE);

        assertThat(model.asked())
                .allSatisfy(asked -> assertThat(asked.report()).isEqualTo(masked.report()));
    }

    @Test
    void aModelOfAFixedNumberOfRows_getsAsManyAsItWants() {
        FunctionModel model =
                new FunctionModel(
                        List.of(Specs.numbers("x", 2, 3)),
                        1,
                        row -> new double[] {Arrays.stream((double[]) row.get("x")).sum()});

        Explanation explanation = explain(model, ones(2, 3));

        assertThat(explanation.rows()).hasSize(2);
        assertThat(explanation.rows().get(1).attributions())
                .isEqualTo(Map.of("x[0]", 4.0, "x[1]", 5.0, "x[2]", 6.0));
        assertThat(model.asked())
                .allSatisfy(asked -> assertThat(asked.payload().rows()).isEqualTo(2));
    }

    @Test
    void aSlowModel_stopsBeforeTheDeadline_andSaysSo() {
        FunctionModel slow =
                new FunctionModel(
                        List.of(Specs.numbers("x", -1, 13)),
                        0,
                        row -> {
                            java.util.concurrent.locks.LockSupport.parkNanos(200_000);
                            return new double[] {Arrays.stream((double[]) row.get("x")).sum() % 7};
                        });
        Deadline deadline = Deadline.in(Duration.ofSeconds(2));

        Explanation explanation = explain(slow, ones(1, 13), CardSettings.NONE, deadline);

        Explanation.Sampling sampling = sampling(explanation);
        assertThat(deadline.passed()).isFalse();
        assertThat(sampling.stopped()).isEqualTo(Stop.DEADLINE);
        assertThat(sampling.samples()).isLessThan(PermutationShapley.MOST_SAMPLES);
        assertThat(explanation.rows().get(0).residual()).isCloseTo(0, within(1e-9));
    }

    @Test
    void moreFeaturesThanCanBeTold_areRefused_unlessGrouped() {
        int width = Features.MOST + 1;
        FunctionModel model =
                new FunctionModel(
                        List.of(Specs.numbers("x", -1, -1)),
                        0,
                        row -> new double[] {Arrays.stream((double[]) row.get("x")).sum()});
        List<String> members =
                java.util.stream.IntStream.range(0, 400).mapToObj(i -> "x[" + i + "]").toList();

        assertThatThrownBy(() -> explain(model, ones(1, width)))
                .isInstanceOf(ExplanationUnavailableException.class)
                .hasMessageContaining("513")
                .hasMessageContaining("512");
        assertThat(
                        explain(
                                        model,
                                        ones(1, width),
                                        card(Map.of(), Map.of(), Map.of("first", members)),
                                        Deadline.NONE)
                                .rows()
                                .get(0)
                                .attributions())
                .hasSize(114);
    }

    @Test
    void inputsWithoutCommonRows_areRefused() {
        FunctionModel model =
                new FunctionModel(
                        List.of(Specs.numbers("x", 2, 3), Specs.numbers("y", 5)),
                        0,
                        row -> new double[] {1});
        Map<String, Tensor> inputs = new LinkedHashMap<>(ones(2, 3));
        inputs.put("y", Tensor.floats(Shape.of(5), 1, 2, 3, 4, 5));

        assertThatThrownBy(() -> explain(model, inputs))
                .isInstanceOf(ExplanationUnavailableException.class)
                .hasMessageContaining("rows");
    }

    @Test
    void aModelThatMixesRows_isRefused_insteadOfExplainedWrongly() {
        FunctionModel[] self = new FunctionModel[1];
        self[0] =
                new FunctionModel(
                        List.of(Specs.numbers("x", -1, 2)),
                        0,
                        row -> {
                            double beside = self[0].asked().getLast().payload().rows();
                            return new double[] {((double[]) row.get("x"))[0] / beside};
                        });

        assertThatThrownBy(() -> explain(self[0], ones(1, 2)))
                .isInstanceOf(ExplanationUnavailableException.class)
                .hasMessageContaining("beside it");
    }

    @Test
    void theLargestClass_isTheOneExplained() {
        FunctionModel model =
                new FunctionModel(
                        List.of(Specs.numbers("x", -1, 2)),
                        3,
                        row -> new double[] {0, ((double[]) row.get("x"))[0], 2});

        assertThat(explain(model, ones(2, 2)).rows())
                .extracting(Explanation.Row::target)
                .containsExactly(2, 1);
    }

    private static Explanation.Sampling sampling(Explanation explanation) {
        return Objects.requireNonNull(explanation.rows().get(0).sampling());
    }

    private static float[] floats(Tensor.Numeric tensor, int from, int count) {
        float[] values = new float[count];
        tensor.buffer().asFloatBuffer().get(from, values);
        return values;
    }
}
