package io.vouchsafe.inference.internal.processing;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.util.List;
import java.util.Map;

/** A model's raw scores to shares or chances, as FP32. */
record ScoreStep(String takes, TensorSpec to, Scores.Activation activation) implements OutputStep {
    static ScoreStep read(Fields fields, ModelTensors tensors) {
        TensorSpec from = tensors.get(fields.where(), fields.name("from"));
        Scores.check(fields.where(), from);
        String to = fields.name("to");
        Scores.Activation activation = fields.choiceOr("activation", Scores.Activation.NONE);
        fields.end();
        Shape shape = from.shape() == null ? Shape.of(-1, -1) : from.shape();
        return new ScoreStep(from.name(), new TensorSpec(to, DataType.FP32, shape), activation);
    }

    @Override
    public List<TensorSpec> offers() {
        return List.of(to);
    }

    @Override
    public Map<String, Tensor> finish(Tensor output) {
        Scores scores = Scores.read(takes, output, activation);
        float[] values = new float[scores.rows().length * scores.width()];
        int next = 0;
        for (double[] row : scores.rows()) {
            for (double score : row) {
                values[next++] = (float) score;
            }
        }
        return Map.of(to.name(), Tensor.floats(output.shape(), values));
    }
}
