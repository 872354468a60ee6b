package io.vouchsafe.inference.internal.processing;

import static io.vouchsafe.inference.internal.processing.ProcessingMessages.TEXTS;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores to the names of the best classes, best first; the earlier class when two are equal.
 *
 * @param labels one for each class, or two when the model gives one chance: of the second
 * @param thresholds of each class: below its own it is not named
 * @param none the word instead of a name
 * @param score the output of the scores; null: they are not given
 */
record LabelStep(
        String takes,
        Scores.Activation activation,
        List<String> labels,
        double[] thresholds,
        String none,
        int top,
        TensorSpec label,
        @Nullable TensorSpec score)
        implements OutputStep {
    static LabelStep read(Fields fields, ModelTensors tensors, ModelFiles files) {
        String where = fields.where();
        TensorSpec from = tensors.get(where, fields.name("from"));
        Scores.check(where, from);
        List<String> labels = files.distinct(fields, "labels");
        long width = Scores.width(from);
        if (width >= 0 && !fit(labels.size(), width)) {
            throw Fields.rejected(TEXTS.labelsDoNotFit(where, labels.size(), from.name(), width));
        }
        int top = fields.wholeOr("top", 1, 1, labels.size());
        Shape shape =
                top == 1
                        ? Shape.of(ModelTensors.rows(from))
                        : Shape.of(ModelTensors.rows(from), top);
        String label = fields.name("label");
        String score = fields.nameOrNull("score");
        LabelStep step =
                new LabelStep(
                        from.name(),
                        fields.choiceOr("activation", Scores.Activation.NONE),
                        labels,
                        thresholds(fields, labels),
                        fields.textOr("none", "none"),
                        top,
                        new TensorSpec(label, DataType.BYTES, shape),
                        score == null ? null : new TensorSpec(score, DataType.FP32, shape));
        fields.end();
        return step;
    }

    private static boolean fit(int labels, long width) {
        return labels == width || (labels == 2 && width == 1);
    }

    /** One number for all, or some by label; the others have none. */
    private static double[] thresholds(Fields fields, List<String> labels) {
        double[] thresholds = new double[labels.size()];
        Arrays.fill(thresholds, Double.NEGATIVE_INFINITY);
        JsonNode value = fields.raw("threshold");
        if (value == null) {
            return thresholds;
        }
        if (value.isNumber()) {
            Arrays.fill(thresholds, fields.number("threshold"));
            return thresholds;
        }
        if (!value.isObject()) {
            throw fields.wrong("threshold", "a number, or an object of numbers by label");
        }
        Fields byLabel = new Fields(fields.where() + ", threshold", value);
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            int index = labels.indexOf(entry.getKey());
            if (index < 0) {
                throw Fields.rejected(TEXTS.labelUnknown(byLabel.where(), entry.getKey()));
            }
            thresholds[index] = byLabel.number(entry.getKey());
        }
        return thresholds;
    }

    @Override
    public List<TensorSpec> offers() {
        return score == null ? List.of(label) : List.of(label, score);
    }

    @Override
    public Map<String, Tensor> finish(Tensor output) {
        Scores scores = Scores.read(takes, output, activation);
        if (!fit(labels.size(), scores.width())) {
            throw Scores.unexpected(takes, output);
        }
        int rows = scores.rows().length;
        byte[] nobody = none.getBytes(StandardCharsets.UTF_8);
        byte[][] names = new byte[rows * top][];
        float[] values = new float[rows * top];
        for (int row = 0; row < rows; row++) {
            double[] classes = perLabel(scores.rows()[row]);
            int at = row * top;
            for (int best : best(classes)) {
                boolean named = classes[best] >= thresholds[best];
                names[at] = named ? labels.get(best).getBytes(StandardCharsets.UTF_8) : nobody;
                values[at++] = (float) classes[best];
            }
        }
        Shape shape = top == 1 ? Shape.of(rows) : Shape.of(rows, top);
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put(label.name(), new Tensor.Bytes(shape, names));
        if (score != null) {
            outputs.put(score.name(), Tensor.floats(shape, values));
        }
        return outputs;
    }

    private double[] perLabel(double[] row) {
        return row.length == labels.size() ? row : new double[] {1 - row[0], row[0]};
    }

    /** Indices of the best, best first: kept in order while reading, as there are few. */
    private List<Integer> best(double[] classes) {
        List<Integer> best = new ArrayList<>(top + 1);
        for (int i = 0; i < classes.length; i++) {
            int place = best.size();
            while (place > 0 && classes[best.get(place - 1)] < classes[i]) {
                place--;
            }
            if (place < top) {
                best.add(place, i);
                if (best.size() > top) {
                    best.remove(top);
                }
            }
        }
        return best;
    }
}
