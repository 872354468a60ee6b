package io.vouchsafe.rest.internal.tensorflowserving;

import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The model that TensorFlow Serving's documentation speaks of, as the engine describes it. */
final class HalfPlusTwo {
    private static final String PREDICT = "tensorflow/serving/predict";

    private HalfPlusTwo() {}

    private static TensorSpec floats(String name, String node) {
        return new TensorSpec(name, DataType.FP32, Shape.of(-1, 1), node);
    }

    private static TensorSpec examples() {
        return new TensorSpec("inputs", DataType.BYTES, null, "tf_example:0");
    }

    private static Signature of(String name, String method, TensorSpec input, TensorSpec output) {
        return new Signature(name, method, List.of(input), List.of(output));
    }

    static ServedModel served() {
        Map<String, Signature> signatures =
                Stream.of(
                                of(
                                        "serving_default",
                                        PREDICT,
                                        floats("x", "x:0"),
                                        floats("y", "y:0")),
                                of(
                                        "regress_x_to_y",
                                        Signature.REGRESS,
                                        examples(),
                                        floats("outputs", "y:0")),
                                of(
                                        "regress_x_to_y2",
                                        Signature.REGRESS,
                                        examples(),
                                        floats("outputs", "y2:0")),
                                of(
                                        "regress_x2_to_y3",
                                        Signature.REGRESS,
                                        floats("inputs", "x2:0"),
                                        floats("outputs", "y3:0")),
                                of(
                                        "classify_x_to_y",
                                        Signature.CLASSIFY,
                                        examples(),
                                        floats("scores", "y:0")),
                                of(
                                        "classify_x2_to_y3",
                                        Signature.CLASSIFY,
                                        floats("inputs", "x2:0"),
                                        floats("scores", "y3:0")))
                        .collect(Collectors.toMap(Signature::name, Function.identity()));
        return new ServedModel(
                ModelRef.parse("saved_model_half_plus_two_2_versions@123"),
                "tensorflow",
                signatures,
                true,
                List.of(123L),
                List.of());
    }
}
