package io.vouchsafe.inference.internal.explanation;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import io.vouchsafe.privacy.PerturbedRow.Cells;
import io.vouchsafe.privacy.PerturbedRow.Cut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What occlusion takes out of one input of a row, and how its weights are told. */
sealed interface Scope {
    /** Code points of a text that is explained. */
    int LONGEST_TEXT = 10_000;

    List<Part> parts();

    /**
     * Adds the input's attribution and detail.
     *
     * @param weights of the parts
     */
    void tell(
            double[] weights,
            Map<String, Double> attributions,
            Map<String, Explanation.Detail> details);

    /** Of all inputs that the policy did not drop, in the signature's order. */
    static List<Scope> of(
            Signature signature, MaskedInput input, int row, int rows, CardSettings card) {
        List<Scope> scopes = new ArrayList<>();
        for (TensorSpec spec : signature.inputs()) {
            String name = spec.name();
            Tensor tensor = input.payload().tensors().get(name);
            if (tensor == null || input.dropped().contains(name)) {
                continue;
            }
            int width = Math.toIntExact(tensor.shape().elements() / rows);
            switch (tensor) {
                case Tensor.Bytes strings -> {
                    for (int i = 0; i < width; i++) {
                        String of = width == 1 ? name : name + "[" + i + "]";
                        scopes.add(text(name, of, i, strings.elements()[row * width + i]));
                    }
                }
                case Tensor.Numeric numbers -> {
                    Optional<Grid> grid = Grid.of(numbers.shape());
                    if (grid.isPresent()) {
                        scopes.add(new Image(name, grid.get()));
                    } else if (width > Features.MOST) {
                        throw new ExplanationUnavailableException(
                                LOG.explainTooManyFeatures(width, Features.MOST), null);
                    } else {
                        scopes.add(new Plain(Features.columns(name, numbers.shape(), width, card)));
                    }
                }
            }
        }
        return scopes;
    }

    private static Scope text(String input, String name, int element, byte[] utf8) {
        Optional<Words> words = Words.of(utf8);
        if (words.isEmpty()) { // bytes that mean nothing to a reader
            return new Plain(List.of(Part.of(name, new Cells(input, List.of(element), 1))));
        }
        String text = words.get().text();
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST_TEXT) {
            throw new ExplanationUnavailableException(
                    LOG.explainTextTooLong(input, length, LONGEST_TEXT), null);
        }
        return new Written(input, name, element, words.get());
    }

    /** Features without an inside. */
    record Plain(List<Part> parts) implements Scope {
        @Override
        public void tell(
                double[] weights,
                Map<String, Double> attributions,
                Map<String, Explanation.Detail> details) {
            for (int i = 0; i < weights.length; i++) {
                attributions.merge(parts.get(i).name(), weights[i], Double::sum);
            }
        }
    }

    /** A text and its words. */
    record Written(String input, String name, int element, Words words) implements Scope {
        @Override
        public List<Part> parts() {
            return words.words().stream()
                    .map(word -> Part.of(name, new Cut(input, element, word.from(), word.to())))
                    .toList();
        }

        @Override
        public void tell(
                double[] weights,
                Map<String, Double> attributions,
                Map<String, Explanation.Detail> details) {
            List<Explanation.Span> spans = new ArrayList<>();
            for (int i = 0; i < weights.length; i++) {
                Words.Word word = words.words().get(i);
                spans.add(new Explanation.Span(word.start(), word.end(), weights[i]));
            }
            attributions.put(name, Arrays.stream(weights).sum());
            details.put(name, new Explanation.Text(words.text(), spans));
        }
    }

    /** An image and its fields. */
    record Image(String input, Grid grid) implements Scope {
        @Override
        public List<Part> parts() {
            return grid.fields(input).stream().map(field -> Part.of(input, field)).toList();
        }

        @Override
        public void tell(
                double[] weights,
                Map<String, Double> attributions,
                Map<String, Explanation.Detail> details) {
            List<List<Double>> rows = new ArrayList<>();
            for (int row = 0; row < grid.rows(); row++) {
                List<Double> fields = new ArrayList<>();
                for (int column = 0; column < grid.columns(); column++) {
                    fields.add(weights[row * grid.columns() + column]);
                }
                rows.add(fields);
            }
            attributions.put(input, Arrays.stream(weights).sum());
            details.put(
                    input,
                    new Explanation.HeatMap(grid.height(), grid.width(), grid.patch(), rows));
        }
    }
}
