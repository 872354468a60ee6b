package io.vouchsafe.inference.internal.explanation;

import io.vouchsafe.inference.fakes.FunctionModel;
import io.vouchsafe.inference.spi.Explainer;
import io.vouchsafe.inference.spi.ExplainerContract;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Columns {@code x[0]}…, of which the last is the dummy, and a category. */
abstract class ShapleyContract extends ExplainerContract {
    private final int width;

    ShapleyContract(int width) {
        this.width = width;
    }

    @Override
    protected Explainer explainer() {
        return new ShapleyExplainer();
    }

    private LoadedModel model(ToDoubleFunction<Map<String, Object>> row) {
        return new FunctionModel(
                List.of(
                        Specs.numbers("x", -1, width),
                        new TensorSpec("use", DataType.BYTES, Shape.of(-1, 1))),
                0,
                values -> new double[] {row.applyAsDouble(values)});
    }

    private double additive(double[] x, String use) {
        double sum = use.length();
        for (int i = 0; i < width - 1; i++) {
            sum += term(i, x[i]);
        }
        return sum;
    }

    private static double term(int i, double x) {
        return i % 2 == 0 ? (i + 1) * x : x * x;
    }

    @Override
    protected LoadedModel additive() {
        return model(row -> additive((double[]) row.get("x"), ((String[]) row.get("use"))[0]));
    }

    @Override
    protected LoadedModel interacting() {
        return model(
                row -> {
                    double[] x = (double[]) row.get("x");
                    double product = ((String[]) row.get("use"))[0].isEmpty() ? 1 : 2;
                    for (int i = 0; i < width - 1; i++) {
                        product *= 1 + x[i] / 4;
                    }
                    return product;
                });
    }

    @Override
    protected LoadedModel undefined() {
        return model(row -> Math.log(-1));
    }

    @Override
    protected LoadedModel withoutNumbers() {
        return new FunctionModel(List.of(), 0, row -> new double[0]);
    }

    private double value(int row, int column) {
        return (row + 1) * 0.25 + column * 0.125;
    }

    @Override
    protected Map<String, Tensor> rows() {
        float[] x = new float[3 * width];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) value(i / width, i % width);
        }
        Map<String, Tensor> rows = new LinkedHashMap<>();
        rows.put("x", Tensor.floats(Shape.of(3, width), x));
        rows.put("use", Tensor.strings(Shape.of(3, 1), "car", "furniture", ""));
        return rows;
    }

    @Override
    protected List<Map<String, Double>> owed() {
        return List.of(owed(0, 3), owed(1, 9), owed(2, 0));
    }

    private Map<String, Double> owed(int row, double use) {
        Map<String, Double> owed = new LinkedHashMap<>();
        for (int i = 0; i < width - 1; i++) {
            owed.put("x[" + i + "]", term(i, value(row, i)));
        }
        owed.put(dummy(), 0.0);
        owed.put("use", use);
        return owed;
    }

    @Override
    protected String dummy() {
        return "x[" + (width - 1) + "]";
    }
}
