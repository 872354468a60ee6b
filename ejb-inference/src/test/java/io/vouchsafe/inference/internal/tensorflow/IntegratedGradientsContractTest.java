package io.vouchsafe.inference.internal.tensorflow;

import io.vouchsafe.inference.spi.Explainer;
import io.vouchsafe.inference.spi.ExplainerContract;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.testing.SavedModels;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class IntegratedGradientsContractTest extends ExplainerContract {
    @TempDir Path folder;

    private int models;

    @Override
    protected Explainer explainer() {
        return new IntegratedGradients();
    }

    private LoadedModel model(BiFunction<Ops, List<Placeholder<TFloat32>>, Operand<?>> output) {
        Path path = folder.resolve("m" + models++);
        SavedModels.export(
                path,
                tf -> {
                    List<Placeholder<TFloat32>> inputs =
                            List.of(input(tf, "a"), input(tf, "b"), input(tf, "dummy"));
                    return new org.tensorflow.Signature[] {
                        org.tensorflow.Signature.builder("serving_default")
                                .input("a", inputs.get(0))
                                .input("b", inputs.get(1))
                                .input("dummy", inputs.get(2))
                                .output("y", output.apply(tf, inputs))
                                .build()
                    };
                });
        return Engines.load(path);
    }

    private static Placeholder<TFloat32> input(Ops tf, String name) {
        return tf.withName(name)
                .placeholder(
                        TFloat32.class, Placeholder.shape(org.tensorflow.ndarray.Shape.of(-1)));
    }

    @Override
    protected LoadedModel additive() {
        return model(
                (tf, in) ->
                        tf.math.add(
                                tf.math.mul(in.get(0), tf.constant(3f)),
                                tf.math.square(in.get(1))));
    }

    @Override
    protected LoadedModel interacting() {
        return model((tf, in) -> tf.math.tanh(tf.math.mul(in.get(0), in.get(1))));
    }

    @Override
    protected LoadedModel undefined() {
        return model(
                (tf, in) ->
                        tf.math.log(
                                tf.math.sub(
                                        tf.math.neg(tf.math.square(in.get(0))),
                                        tf.math.square(in.get(1)))));
    }

    @Override
    protected LoadedModel withoutNumbers() {
        return model((tf, in) -> tf.dtypes.asString(tf.math.add(in.get(0), in.get(1))));
    }

    @Override
    protected Map<String, Tensor> rows() {
        return Map.of(
                "a", Tensor.floats(Shape.of(3), 1, -0.5f, 0.25f),
                "b", Tensor.floats(Shape.of(3), 0.5f, 2, -1),
                "dummy", Tensor.floats(Shape.of(3), 7, 8, 9));
    }

    @Override
    protected List<Map<String, Double>> owed() {
        return List.of(
                Map.of("a", 3.0, "b", 0.25, "dummy", 0.0),
                Map.of("a", -1.5, "b", 4.0, "dummy", 0.0),
                Map.of("a", 0.75, "b", 1.0, "dummy", 0.0));
    }

    @Override
    protected String dummy() {
        return "dummy";
    }
}
