package io.vouchsafe.inference.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every explainer promises, whatever its method. The models it is tried on have the inputs
 * that it is made for; how they answer is fixed here.
 */
public abstract class ExplainerContract {
    private static final int ROWS = 3;

    protected abstract Explainer explainer();

    /**
     * A model whose first output adds up what its features say, each for itself, and the inputs
     * {@link #rows} of it.
     */
    protected abstract LoadedModel additive();

    /** A model in which features act together only. */
    protected abstract LoadedModel interacting();

    /** A model that has no finite answer for {@link #rows}. */
    protected abstract LoadedModel undefined();

    /** A model that only names things. */
    protected abstract LoadedModel withoutNumbers();

    /** Three rows, each different, for any of the models. */
    protected abstract Map<String, Tensor> rows();

    /** What {@link #additive} owes to each attribution, row by row; the dummy is at 0. */
    protected abstract List<Map<String, Double>> owed();

    /** A feature that no model looks at. */
    protected abstract String dummy();

    private Explanation explain(LoadedModel model, Map<String, Tensor> inputs, Deadline deadline) {
        return explainer()
                .explain(
                        model,
                        signature(model),
                        MaskedInput.insecureUnmasked(new Payload(inputs)),
                        CardSettings.NONE,
                        deadline);
    }

    private Explanation explain(LoadedModel model) {
        return explain(model, rows(), Deadline.NONE);
    }

    private static Signature signature(LoadedModel model) {
        return java.util.Objects.requireNonNull(model.signatures().get(Signature.DEFAULT));
    }

    private static double sum(Explanation.Row row) {
        return row.attributions().values().stream().mapToDouble(share -> share).sum();
    }

    @Test
    void whatEachFeatureAddsAlone_isItsAttribution() {
        try (LoadedModel model = additive()) {
            Explanation explanation = explain(model);

            assertThat(explanation.method()).isEqualTo(explainer().method());
            assertThat(explanation.rows()).hasSize(ROWS);
            for (int row = 0; row < ROWS; row++) {
                Map<String, Double> found = explanation.rows().get(row).attributions();
                assertThat(found.keySet()).isEqualTo(owed().get(row).keySet());
                owed().get(row)
                        .forEach(
                                (feature, share) ->
                                        assertThat(found.get(feature))
                                                .as(feature)
                                                .isCloseTo(share, within(1e-4)));
                assertThat(explanation.rows().get(row).residual()).isCloseTo(0, within(1e-4));
            }
        }
    }

    @Test
    void attributionsAndResidual_addUpToTheChange() {
        try (LoadedModel model = interacting()) {
            for (Explanation.Row row : explain(model).rows()) {
                assertThat(row.value() - row.baseline())
                        .isCloseTo(sum(row) + row.residual(), within(1e-9));
            }
        }
    }

    @Test
    void aFeatureThatIsNotLookedAt_getsNothing() {
        try (LoadedModel additive = additive();
                LoadedModel interacting = interacting()) {
            for (LoadedModel model : List.of(additive, interacting)) {
                for (Explanation.Row row : explain(model).rows()) {
                    assertThat(row.attributions().get(dummy())).isCloseTo(0, within(1e-6));
                }
            }
        }
    }

    @Test
    void theSameRequest_isExplainedTheSame() {
        try (LoadedModel model = interacting()) {
            assertThat(explain(model)).isEqualTo(explain(model));
        }
    }

    @Test
    void aRowAlone_isExplainedAsAmongOthers() {
        try (LoadedModel model = interacting()) {
            Explanation all = explain(model);

            for (int row = 0; row < ROWS; row++) {
                Explanation.Row alone =
                        explain(model, only(rows(), row), Deadline.NONE).rows().get(0);
                Explanation.Row among = all.rows().get(row);
                assertThat(alone.target()).isEqualTo(among.target());
                assertThat(alone.value()).isCloseTo(among.value(), within(1e-5));
                assertThat(alone.details().keySet()).isEqualTo(among.details().keySet());
                among.attributions()
                        .forEach(
                                (feature, share) ->
                                        assertThat(alone.attributions().get(feature))
                                                .as(feature)
                                                .isCloseTo(share, within(1e-5)));
            }
        }
    }

    @Test
    void aDeadlineThatPassed_isHonoured() {
        try (LoadedModel model = additive()) {
            assertThatThrownBy(() -> explain(model, rows(), Deadline.in(Duration.ZERO)))
                    .isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void whatIsNotFinite_isNeverAnExplanation() {
        try (LoadedModel model = undefined()) {
            assertThatThrownBy(() -> explain(model))
                    .isInstanceOf(ExplanationUnavailableException.class)
                    .hasMessageContaining("not finite");
        }
    }

    @Test
    void aModelWithoutNumbers_isNotSupported() {
        try (LoadedModel words = withoutNumbers();
                LoadedModel numbers = additive()) {
            assertThat(explainer().supports(words, signature(words))).isFalse();
            assertThat(explainer().supports(numbers, signature(numbers))).isTrue();
        }
    }

    @Test
    void tooManyRows_areRefusedWithASentence() {
        Map<String, Tensor> many = new LinkedHashMap<>();
        rows().forEach((name, tensor) -> many.put(name, repeated(tensor, 342)));

        try (LoadedModel model = additive()) {
            assertThatThrownBy(() -> explain(model, many, Deadline.NONE))
                    .isInstanceOf(ExplanationUnavailableException.class)
                    .hasMessageContaining("1024")
                    .hasMessageContaining("1026");
        }
    }

    /** One row of each tensor. */
    protected static Map<String, Tensor> only(Map<String, Tensor> inputs, int row) {
        Map<String, Tensor> one = new LinkedHashMap<>();
        inputs.forEach((name, tensor) -> one.put(name, rowsOf(tensor, row, 1)));
        return one;
    }

    private static Tensor repeated(Tensor tensor, int times) {
        return rowsOf(tensor, 0, ROWS * times);
    }

    /** Rows from one on, starting again at the end. */
    private static Tensor rowsOf(Tensor tensor, int from, int count) {
        long[] sizes = tensor.shape().toArray();
        sizes[0] = count;
        Shape shape = Shape.of(sizes);
        int width = (int) (tensor.shape().elements() / ROWS);
        if (tensor instanceof Tensor.Bytes strings) {
            byte[][] elements = new byte[count * width][];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = strings.elements()[(from * width + i) % (ROWS * width)];
            }
            return new Tensor.Bytes(shape, elements);
        }
        Tensor.Numeric numbers = (Tensor.Numeric) tensor;
        int bytes = width * numbers.dataType().size();
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(count * bytes);
        for (int i = 0; i < count; i++) {
            buffer.put(numbers.buffer().slice((from + i) % ROWS * bytes, bytes));
        }
        return new Tensor.Numeric(numbers.dataType(), shape, buffer.flip());
    }
}
