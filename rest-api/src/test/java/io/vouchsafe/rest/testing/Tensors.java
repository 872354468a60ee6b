package io.vouchsafe.rest.testing;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Tensor;
import java.util.Objects;

/** Tensors of a payload by name. */
public final class Tensors {
    private Tensors() {}

    public static Tensor.Numeric numeric(Payload payload, String name) {
        return (Tensor.Numeric) Objects.requireNonNull(payload.tensors().get(name), name);
    }

    public static Tensor.Bytes bytes(Payload payload, String name) {
        return (Tensor.Bytes) Objects.requireNonNull(payload.tensors().get(name), name);
    }
}
