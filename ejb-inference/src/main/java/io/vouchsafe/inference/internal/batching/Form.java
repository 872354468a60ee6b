package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What requests must have in common to share a run: the outputs they want and the shape of a row of
 * each input.
 *
 * @param row shape of one row, by input
 */
record Form(Set<String> outputs, Map<String, Shape> row) {
    /** True when the signature has an open outermost size at every end. */
    static boolean fits(Signature signature) {
        return !signature.inputs().isEmpty()
                && areOpen(signature.inputs())
                && areOpen(signature.outputs());
    }

    private static boolean areOpen(List<TensorSpec> tensors) {
        return tensors.stream()
                .map(TensorSpec::shape)
                .allMatch(shape -> shape != null && shape.rank() > 0 && shape.size(0) == -1);
    }

    /** Null when the inputs have no number of rows in common, so that rows mean nothing. */
    static @Nullable Form of(Payload payload, Set<String> outputs) {
        Map<String, Shape> row = new HashMap<>();
        long rows = payload.rows();
        for (Map.Entry<String, Tensor> input : payload.tensors().entrySet()) {
            Shape shape = input.getValue().shape();
            if (shape.rank() == 0 || shape.size(0) != rows) {
                return null;
            }
            long[] sizes = shape.toArray();
            sizes[0] = 1;
            row.put(input.getKey(), Shape.of(sizes));
        }
        return rows == 0 ? null : new Form(outputs, row);
    }
}
