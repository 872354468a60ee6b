package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Explanation;
import io.vouchsafe.inference.spi.ExplanationUnavailableException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The integral of the gradients along the straight path from the baseline to the input, by the
 * midpoint rule. Where the model takes any number of rows, all steps of many rows are one call;
 * else each step is a call.
 */
final class PathIntegral {
    static final int STEPS = 50;

    /** Elements of all inputs together in one call: 32 MB as FP64. */
    private static final int ELEMENTS_PER_CALL = 1 << 22;

    private static final int ROWS_PER_CALL = 1 << 13;

    private final TensorFlowModel model;
    private final GradientPlan plan;
    private final List<Feature> features;
    private final int rows;
    private final Deadline deadline;

    PathIntegral(
            TensorFlowModel model,
            GradientPlan plan,
            List<Feature> features,
            int rows,
            Deadline deadline) {
        this.model = model;
        this.plan = plan;
        this.features = features;
        this.rows = rows;
        this.deadline = deadline;
    }

    /**
     * Integrates.
     *
     * @param stacked true when the model takes any number of rows
     */
    List<Explanation.Row> rows(boolean stacked) {
        Tensor.Numeric outputs = forward(1);
        int classes = classes(outputs);
        double[] values = Feature.doubles(outputs);
        double[] baselines = Feature.doubles(forward(0));
        int[] targets = targets(values, classes);
        double[][] attributions = new double[features.size()][rows];
        if (stacked) {
            int chunk = rowsPerCall();
            for (int from = 0; from < rows; from += chunk) {
                addStacked(
                        from,
                        Math.min(rows, from + chunk),
                        targets,
                        outputs,
                        classes,
                        attributions);
            }
        } else {
            for (int step = 0; step < STEPS; step++) {
                addStep(step, targets, outputs, classes, attributions);
            }
        }
        List<Explanation.Row> explained = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int place = row * classes + targets[row];
            explained.add(row(row, targets[row], baselines[place], values[place], attributions));
        }
        return explained;
    }

    private Explanation.Row row(
            int row, int target, double baseline, double value, double[][] attributions) {
        Map<String, Double> shares = new LinkedHashMap<>();
        double sum = 0;
        for (int f = 0; f < features.size(); f++) {
            shares.put(features.get(f).name(), attributions[f][row]);
            sum += attributions[f][row];
        }
        double residual = value - baseline - sum;
        if (!Double.isFinite(residual)) {
            throw new ExplanationUnavailableException(LOG.explainNotFinite(), null);
        }
        return new Explanation.Row(target, shares, baseline, value, residual);
    }

    private Tensor.Numeric forward(double share) {
        Map<String, Tensor> inputs = new HashMap<>();
        for (Feature feature : features) {
            double[] point = new double[feature.values().length];
            for (int i = 0; i < point.length; i++) {
                point[i] = feature.at(i, share);
            }
            inputs.put(feature.tensor(), Feature.tensor(feature.type(), feature.shape(), point));
        }
        Tensor output = model.run(plan.forward(), inputs, deadline).get(plan.output());
        if (output instanceof Tensor.Numeric numbers && Feature.isExplainable(numbers.dataType())) {
            return numbers;
        }
        throw new ExplanationUnavailableException(LOG.explainOutput(plan.output()), null);
    }

    private int classes(Tensor.Numeric output) {
        Shape shape = output.shape();
        long elements = shape.elements();
        boolean perRow = rows == 1 || (shape.rank() > 0 && shape.size(0) == rows);
        if (!perRow || elements == 0) {
            throw new ExplanationUnavailableException(LOG.explainOutput(plan.output()), null);
        }
        return Math.toIntExact(elements / rows);
    }

    private int[] targets(double[] values, int classes) {
        int[] targets = new int[rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 1; i < classes; i++) {
                if (values[row * classes + i] > values[row * classes + targets[row]]) {
                    targets[row] = i;
                }
            }
        }
        return targets;
    }

    private int rowsPerCall() {
        long width = features.stream().mapToLong(feature -> feature.width(rows)).sum();
        long byMemory = ELEMENTS_PER_CALL / Math.max(1, width * STEPS);
        return (int) Math.max(1, Math.min(byMemory, ROWS_PER_CALL / STEPS));
    }

    /** All steps of the rows from {@code from} to before {@code to}, in one call. */
    private void addStacked(
            int from,
            int to,
            int[] targets,
            Tensor.Numeric outputs,
            int classes,
            double[][] attributions) {
        int stackedRows = (to - from) * STEPS;
        Map<String, Tensor> inputs = new HashMap<>();
        for (Feature feature : features) {
            int width = feature.width(rows);
            double[] points = new double[stackedRows * width];
            int place = 0;
            for (int row = from; row < to; row++) {
                for (int step = 0; step < STEPS; step++) {
                    for (int i = 0; i < width; i++) {
                        points[place++] = feature.at(row * width + i, midpoint(step));
                    }
                }
            }
            inputs.put(
                    feature.tensor(),
                    Feature.tensor(feature.type(), withRows(feature.shape(), stackedRows), points));
        }
        double[] upstream = new double[stackedRows * classes];
        for (int i = 0; i < stackedRows; i++) {
            upstream[i * classes + targets[from + i / STEPS]] = 1;
        }
        put(inputs, outputs.dataType(), withRows(outputs.shape(), stackedRows), upstream);
        Map<String, double[]> gradients = backward(inputs);
        for (int f = 0; f < features.size(); f++) {
            double[] gradient = gradients.get(features.get(f).tensor());
            if (gradient == null) {
                continue; // the output does not depend on it
            }
            Feature feature = features.get(f);
            int width = feature.width(rows);
            for (int i = 0; i < gradient.length; i++) {
                int row = from + i / width / STEPS;
                int element = row * width + i % width;
                attributions[f][row] += share(feature, element, gradient[i]);
            }
        }
    }

    /** One step of all rows. */
    private void addStep(
            int step, int[] targets, Tensor.Numeric outputs, int classes, double[][] attributions) {
        Map<String, Tensor> inputs = new HashMap<>();
        for (Feature feature : features) {
            double[] points = new double[feature.values().length];
            for (int i = 0; i < points.length; i++) {
                points[i] = feature.at(i, midpoint(step));
            }
            inputs.put(feature.tensor(), Feature.tensor(feature.type(), feature.shape(), points));
        }
        double[] upstream = new double[rows * classes];
        for (int row = 0; row < rows; row++) {
            upstream[row * classes + targets[row]] = 1;
        }
        put(inputs, outputs.dataType(), outputs.shape(), upstream);
        Map<String, double[]> gradients = backward(inputs);
        for (int f = 0; f < features.size(); f++) {
            double[] gradient = gradients.get(features.get(f).tensor());
            if (gradient == null) {
                continue; // the output does not depend on it
            }
            int width = features.get(f).width(rows);
            for (int i = 0; i < gradient.length; i++) {
                attributions[f][i / width] += share(features.get(f), i, gradient[i]);
            }
        }
    }

    private static void put(
            Map<String, Tensor> inputs, DataType type, Shape shape, double[] upstream) {
        inputs.put(GradientPlan.UPSTREAM, Feature.tensor(type, shape, upstream));
    }

    private Map<String, double[]> backward(Map<String, Tensor> inputs) {
        Map<String, double[]> gradients = new HashMap<>();
        try {
            model.run(plan.backward(), inputs, deadline)
                    .forEach(
                            (name, gradient) -> {
                                Tensor.Numeric numbers = (Tensor.Numeric) gradient;
                                checkLike(numbers, Objects.requireNonNull(inputs.get(name)));
                                gradients.put(name, Feature.doubles(numbers));
                            });
        } catch (PredictionFailedException noKernel) {
            throw new ExplanationUnavailableException(LOG.explainOutput(plan.output()), noKernel);
        }
        return gradients;
    }

    private void checkLike(Tensor.Numeric gradient, Tensor input) {
        if (!gradient.shape().equals(input.shape()) || gradient.dataType() != input.dataType()) {
            throw new ExplanationUnavailableException(LOG.explainOutput(plan.output()), null);
        }
    }

    private static double share(Feature feature, int element, double gradient) {
        return gradient * (feature.values()[element] - feature.baseline()[element]) / STEPS;
    }

    private static double midpoint(int step) {
        return (step + 0.5) / STEPS;
    }

    private static Shape withRows(Shape shape, int stackedRows) {
        long[] sizes = shape.toArray();
        if (sizes.length == 0) {
            return Shape.of(stackedRows);
        }
        sizes[0] = stackedRows;
        return Shape.of(sizes);
    }
}
