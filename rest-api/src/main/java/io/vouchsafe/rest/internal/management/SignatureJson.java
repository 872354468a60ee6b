package io.vouchsafe.rest.internal.management;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.List;

/** A way to call a model. */
record SignatureJson(
        String name, String method, List<TensorJson> inputs, List<TensorJson> outputs) {
    /**
     * An input or output.
     *
     * @param shape -1 for a size that varies; null when even the rank is unknown
     */
    record TensorJson(
            String name, DataType datatype, long @org.jspecify.annotations.Nullable [] shape) {
        static TensorJson of(TensorSpec spec) {
            Shape shape = spec.shape();
            return new TensorJson(
                    spec.name(), spec.dataType(), shape == null ? null : shape.toArray());
        }
    }

    static SignatureJson of(Signature signature) {
        return new SignatureJson(
                signature.name(),
                signature.method(),
                signature.inputs().stream().map(TensorJson::of).toList(),
                signature.outputs().stream().map(TensorJson::of).toList());
    }
}
