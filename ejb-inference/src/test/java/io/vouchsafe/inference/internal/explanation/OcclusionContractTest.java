package io.vouchsafe.inference.internal.explanation;

import io.vouchsafe.inference.fakes.FunctionModel;
import io.vouchsafe.inference.spi.Explainer;
import io.vouchsafe.inference.spi.ExplainerContract;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A text, an image and a number. */
class OcclusionContractTest extends ExplainerContract {
    private static final int EDGE = 6;

    @Override
    protected Explainer explainer() {
        return new OcclusionExplainer();
    }

    private static LoadedModel model(ToDoubleFunction<Map<String, Object>> row) {
        return new FunctionModel(
                List.of(
                        Specs.text("text"),
                        Specs.numbers("image", -1, EDGE, EDGE, 1),
                        Specs.numbers("dummy", -1)),
                1,
                values -> new double[] {row.applyAsDouble(values)});
    }

    /** Each good word is worth 1. */
    private static double goodWords(Map<String, Object> row) {
        double worth = 0;
        for (String word : ((String[]) row.get("text"))[0].split("\\s+")) {
            worth += word.equals("good") ? 1 : 0;
        }
        return worth;
    }

    private static double brightness(Map<String, Object> row) {
        double sum = 0;
        for (double pixel : (double[]) row.get("image")) {
            sum += pixel;
        }
        return sum;
    }

    @Override
    protected LoadedModel additive() {
        return model(row -> goodWords(row) + 2 * brightness(row));
    }

    @Override
    protected LoadedModel interacting() {
        return model(row -> (1 + goodWords(row)) * brightness(row));
    }

    @Override
    protected LoadedModel undefined() {
        return model(row -> Double.NaN);
    }

    @Override
    protected LoadedModel withoutNumbers() {
        return new FunctionModel(List.of(Specs.numbers("x", -1, 2)), 0, row -> new double[0]);
    }

    @Override
    protected Map<String, Tensor> rows() {
        float[] pixels = new float[3 * EDGE * EDGE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 7 == 0 ? 0.5f : 0;
        }
        Map<String, Tensor> rows = new LinkedHashMap<>();
        rows.put("text", Tensor.strings(Shape.of(3), "good bad good", "nothing", "very good !"));
        rows.put("image", Tensor.floats(Shape.of(3, EDGE, EDGE, 1), pixels));
        rows.put("dummy", Tensor.floats(Shape.of(3), 1, 2, 3));
        return rows;
    }

    @Override
    protected List<Map<String, Double>> owed() {
        // of the pixels 0…35, 36…71 and 72…107 every seventh is lit
        return List.of(
                Map.of("text", 2.0, "image", 6.0, "dummy", 0.0),
                Map.of("text", 0.0, "image", 5.0, "dummy", 0.0),
                Map.of("text", 1.0, "image", 5.0, "dummy", 0.0));
    }

    @Override
    protected String dummy() {
        return "dummy";
    }
}
