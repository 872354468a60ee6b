package io.vouchsafe.inference.internal.shadow;

import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;

/**
 * A request that a shadow is to compute as well.
 *
 * @param signature name
 * @param answered what the champion computed
 */
record Copy(
        ModelRef champion,
        DeployedVersion shadow,
        String signature,
        MaskedInput input,
        Payload answered) {
    Pair pair() {
        return new Pair(shadow.ref(), champion);
    }

    /** What is counted together. */
    record Pair(ModelRef shadow, ModelRef champion) {}

    /** What it keeps in memory. */
    long bytes() {
        return bytes(input.payload()) + bytes(answered);
    }

    private static long bytes(Payload payload) {
        long sum = 0;
        for (Tensor tensor : payload.tensors().values()) {
            switch (tensor) {
                case Tensor.Numeric numbers -> sum += numbers.data().remaining();
                case Tensor.Bytes strings -> {
                    for (byte[] element : strings.elements()) {
                        sum += element.length + Long.BYTES;
                    }
                }
            }
        }
        return sum;
    }
}
