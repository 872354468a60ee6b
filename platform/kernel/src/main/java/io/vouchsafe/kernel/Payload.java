package io.vouchsafe.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named tensors in the order the client sent them.
 *
 * @param tensors at least one when it is a request's
 */
public record Payload(Map<String, Tensor> tensors) {
    public Payload {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** Outermost dimension of the first tensor; 1 for a scalar, 0 without tensors. */
    public long rows() {
        return tensors.values().stream()
                .findFirst()
                .map(tensor -> tensor.shape().rank() == 0 ? 1 : tensor.shape().size(0))
                .orElse(0L);
    }
}
