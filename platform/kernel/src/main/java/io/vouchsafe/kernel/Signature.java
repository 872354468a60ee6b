package io.vouchsafe.kernel;

import java.util.List;

/**
 * One way to call a model.
 *
 * @param name such as {@code serving_default}
 * @param method such as {@code tensorflow/serving/predict}; empty when the model declares none
 */
public record Signature(
        String name, String method, List<TensorSpec> inputs, List<TensorSpec> outputs) {
    /** The signature used when a request names none. */
    public static final String DEFAULT = "serving_default";

    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
