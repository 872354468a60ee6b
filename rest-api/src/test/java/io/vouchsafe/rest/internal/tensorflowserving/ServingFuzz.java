package io.vouchsafe.rest.internal.tensorflowserving;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import io.vouchsafe.rest.testing.Examples;
import java.util.Arrays;
import java.util.List;

/**
 * What the fuzzer calls: one byte says of which types the model's inputs are, the rest is the body.
 */
public final class ServingFuzz {
    private static final DataType[] TYPES = DataType.values();

    private ServingFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 1) {
            return;
        }
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        int choice = input[0] & 0x7f;
        if (input[0] < 0) {
            examples(body);
        } else {
            predict(body, choice);
        }
    }

    private static Signature signature(String name, int choice) {
        TensorSpec x = new TensorSpec("x", TYPES[choice % TYPES.length], null);
        TensorSpec b64 = new TensorSpec("b64", DataType.BYTES, null);
        return new Signature(
                name, "", choice / TYPES.length % 2 == 0 ? List.of(x) : List.of(x, b64), List.of());
    }

    private static void predict(byte[] body, int choice) {
        PredictBody decoded;
        try {
            decoded =
                    PredictDecoder.decode(
                            body,
                            name -> {
                                if (name.length() > 20) {
                                    throw ServingTexts.TEXTS.noSignature(name);
                                }
                                return signature(name, choice + name.length());
                            });
        } catch (MalformedBodyException refused) {
            checkRefusal(refused);
            return;
        }
        for (Tensor tensor : decoded.inputs().tensors().values()) {
            if (tensor.shape().elements() > body.length) {
                throw new IllegalStateException("more elements than bytes");
            }
        }
        new ServingEncoder(Forms::columns).encode(decoded.inputs().tensors(), null);
    }

    private static void examples(byte[] body) {
        try {
            for (byte[] example : ExamplesDecoder.decode(body).serialized()) {
                Examples.read(example);
            }
        } catch (MalformedBodyException refused) {
            checkRefusal(refused);
        }
    }

    private static void checkRefusal(MalformedBodyException refused) {
        if (refused.problem().status() != 400 || refused.problem().detail().length() > 500) {
            throw new IllegalStateException("a refusal that is none", refused);
        }
    }
}
