package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.util.Arrays;

/** What the fuzzer calls: two bytes say where the JSON ends, the rest is the body. */
public final class OpenInferenceFuzz {
    private OpenInferenceFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int behind = (input[0] & 0xff) | (input[1] & 0xff) << 8;
        byte[] body = Arrays.copyOfRange(input, 2, input.length);
        check(body, body.length);
        if (behind > 0) {
            check(body, Math.max(0, body.length - behind));
        }
    }

    private static void check(byte[] body, int jsonLength) {
        InferenceBody decoded;
        try {
            decoded = RequestDecoder.decode(body, jsonLength);
        } catch (MalformedBodyException refused) {
            if (refused.problem().status() != 400 || refused.problem().detail().length() > 500) {
                throw new IllegalStateException("a refusal that is none", refused);
            }
            return;
        }
        for (Tensor tensor : decoded.inputs().tensors().values()) {
            long elements = tensor.shape().elements();
            if (elements > body.length) {
                throw new IllegalStateException("more elements than bytes: " + elements);
            }
        }
    }
}
