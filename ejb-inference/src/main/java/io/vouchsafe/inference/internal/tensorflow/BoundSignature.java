package io.vouchsafe.inference.internal.tensorflow;

import io.vouchsafe.kernel.Signature;
import java.util.Map;

/**
 * A signature and where its tensors are in the graph.
 *
 * @param inputs by the names of {@code signature}
 * @param outputs by the names of {@code signature}
 */
record BoundSignature(
        Signature signature, Map<String, TensorName> inputs, Map<String, TensorName> outputs) {
    BoundSignature {
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
    }
}
