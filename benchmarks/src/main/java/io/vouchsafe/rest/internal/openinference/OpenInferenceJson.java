package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Tensor;
import java.util.Map;

/** Opens the protocol's decoder and encoder to the benchmark; they are nobody else's. */
public final class OpenInferenceJson {
    private static final ModelRef MODEL = ModelRef.parse("benchmark@1");

    private OpenInferenceJson() {}

    public static Payload decode(byte[] body) {
        return RequestDecoder.decode(body).inputs();
    }

    public static byte[] encode(Map<String, Tensor> outputs) {
        return new AnswerEncoder(null, BinaryOutputs.NONE).encode(outputs, null, MODEL);
    }
}
