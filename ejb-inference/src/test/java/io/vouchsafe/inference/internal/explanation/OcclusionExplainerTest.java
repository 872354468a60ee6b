package io.vouchsafe.inference.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.fakes.FunctionModel;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import io.vouchsafe.privacy.MaskedInputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OcclusionExplainerTest {
    private static Explanation explain(FunctionModel model, MaskedInput input) {
        return new OcclusionExplainer()
                .explain(model, model.signature(), input, CardSettings.NONE, Deadline.NONE);
    }

    private static Explanation explain(FunctionModel model, Map<String, Tensor> inputs) {
        return explain(model, MaskedInput.insecureUnmasked(new Payload(inputs)));
    }

    /** Likes what contains the word. */
    private static FunctionModel likes(String word) {
        return new FunctionModel(
                List.of(Specs.text("text")),
                2,
                row -> {
                    boolean there = ((String[]) row.get("text"))[0].contains(word);
                    return new double[] {there ? 0.1 : 0.7, there ? 0.9 : 0.3};
                });
    }

    private static String heaviest(Explanation.Text text) {
        Explanation.Span heaviest = text.spans().getFirst();
        for (Explanation.Span span : text.spans()) {
            heaviest = span.weight() > heaviest.weight() ? span : heaviest;
        }
        int[] points = text.text().codePoints().toArray();
        return new String(points, heaviest.start(), heaviest.end() - heaviest.start());
    }

    @Test
    void theWordThatMatters_isFound() {
        Explanation explanation =
                explain(
                        likes("great"),
                        Map.of("text", Tensor.strings(Shape.of(1), "A great day, 😀 really")));

        Explanation.Row row = explanation.rows().get(0);
        Explanation.Text text = (Explanation.Text) row.details().get("text");
        assertThat(row.target()).isEqualTo(1);
        assertThat(heaviest(text)).isEqualTo("great");
        assertThat(text.spans()).hasSize(6);
        assertThat(row.attributions().get("text")).isCloseTo(0.6, within(1e-12));
        assertThat(row.residual()).isCloseTo(0, within(1e-12));
    }

    @Test
    void theCharactersThatMatter_areFoundInChinese() {
        Explanation explanation =
                explain(likes("喜欢"), Map.of("text", Tensor.strings(Shape.of(1), "我很喜欢😀这家店")));

        Explanation.Text text = (Explanation.Text) explanation.rows().get(0).details().get("text");
        assertThat(text.spans())
                .filteredOn(span -> span.weight() > 0.5)
                .containsExactly(
                        new Explanation.Span(2, 3, 0.9 - 0.3),
                        new Explanation.Span(3, 4, 0.9 - 0.3));
        // both are needed, so each alone counts for all: the residual says that it is counted twice
        assertThat(explanation.rows().get(0).residual()).isCloseTo(-0.6, within(1e-12));
    }

    @Test
    void thePartOfAnImageThatMatters_isHot() {
        FunctionModel model =
                new FunctionModel(
                        List.of(Specs.numbers("image", -1, 28, 28, 1)),
                        0,
                        row -> {
                            double sum = 0;
                            double[] pixels = (double[]) row.get("image");
                            for (int y = 10; y < 12; y++) {
                                for (int x = 20; x < 22; x++) {
                                    sum += pixels[y * 28 + x];
                                }
                            }
                            return new double[] {sum};
                        });
        float[] white = new float[28 * 28];
        java.util.Arrays.fill(white, 1);

        Explanation explanation =
                explain(model, Map.of("image", Tensor.floats(Shape.of(1, 28, 28, 1), white)));

        Explanation.HeatMap map =
                (Explanation.HeatMap) explanation.rows().get(0).details().get("image");
        assertThat(map.weights()).hasSize(14);
        assertThat(map.weights().get(5)).hasSize(14);
        assertThat(map.weights().get(5).get(10)).isEqualTo(4.0);
        assertThat(map.weights().stream().flatMap(List::stream).filter(weight -> weight != 0))
                .hasSize(1);
    }

    @Test
    void trialsAreBatched() {
        FunctionModel model = likes("x");

        explain(
                model,
                Map.of("text", Tensor.strings(Shape.of(2), "a b c d e f", "g ".repeat(200))));

        // whole rows, empty rows, and 206 trials
        assertThat(model.asked()).hasSize(3);
    }

    @Test
    void rowsMayHaveDifferentlyManyWords() {
        Explanation explanation =
                explain(
                        likes("x"),
                        Map.of("text", Tensor.strings(Shape.of(3), "x", "", "a x b c")));

        assertThat(explanation.rows())
                .extracting(row -> ((Explanation.Text) row.details().get("text")).spans().size())
                .containsExactly(1, 0, 4);
    }

    @Test
    void whatIsNoText_isTakenOutAsAWhole() {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};
        FunctionModel model =
                new FunctionModel(
                        List.of(Specs.text("image")),
                        0,
                        row -> new double[] {((String[]) row.get("image"))[0].isEmpty() ? 1 : 5});

        Explanation.Row row =
                explain(model, Map.of("image", new Tensor.Bytes(Shape.of(1), new byte[][] {jpeg})))
                        .rows()
                        .get(0);

        assertThat(row.attributions()).isEqualTo(Map.of("image", 4.0));
        assertThat(row.details()).isEmpty();
    }

    @Test
    void anInputThatThePolicyDropped_isNotShown() {
        FunctionModel model =
                new FunctionModel(
                        List.of(Specs.text("text"), Specs.text("secret")),
                        0,
                        row -> new double[] {((String[]) row.get("text"))[0].length()});
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("text", Tensor.strings(Shape.of(1), "ab cd"));
        inputs.put("secret", Tensor.strings(Shape.of(1), ""));

        Explanation.Row row =
                explain(model, MaskedInputs.dropped(new Payload(inputs), "secret")).rows().get(0);

        assertThat(row.attributions().keySet()).containsExactly("text");
        assertThat(row.details().keySet()).containsExactly("text");
    }

    @Test
    void aTextBeyondAllMeasure_isRefusedWithItsLength() {
        assertThatThrownBy(
                        () ->
                                explain(
                                        likes("x"),
                                        Map.of(
                                                "text",
                                                Tensor.strings(Shape.of(1), "x".repeat(10_001)))))
                .isInstanceOf(ExplanationUnavailableException.class)
                .hasMessageContaining("10001")
                .hasMessageContaining("'text'");
    }

    @Test
    void aModelThatRefusesWhatIsLeft_isNotABrokenModel() {
        FunctionModel strict =
                new FunctionModel(
                        List.of(Specs.text("text")),
                        0,
                        row -> {
                            if (((String[]) row.get("text"))[0].isEmpty()) {
                                throw new PredictionFailedException(true, "no text", null);
                            }
                            return new double[] {1};
                        });

        assertThatThrownBy(
                        () -> explain(strict, Map.of("text", Tensor.strings(Shape.of(1), "a b"))))
                .isInstanceOf(ExplanationUnavailableException.class)
                .hasMessageContaining("baseline");
    }
}
