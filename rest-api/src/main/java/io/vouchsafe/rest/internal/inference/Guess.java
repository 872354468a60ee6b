package io.vouchsafe.rest.internal.inference;

import io.vouchsafe.kernel.Tensor;
import java.util.Map;

/** How much memory an answer may take as JSON, to begin with. */
public final class Guess {
    private static final int ENVELOPE = 256;
    private static final int BYTES_PER_NUMBER = 12;
    private static final int LARGEST = 1 << 20;

    private Guess() {}

    public static int of(Map<String, Tensor> outputs) {
        long guess = ENVELOPE;
        for (Tensor tensor : outputs.values()) {
            guess += ENVELOPE + tensor.shape().elements() * BYTES_PER_NUMBER;
        }
        return (int) Math.min(guess, LARGEST);
    }
}
