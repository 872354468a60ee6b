package io.vouchsafe.rest.internal.tensorflowserving;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import java.util.Map;

/** Opens the protocol's decoder and encoder to the benchmark; they are nobody else's. */
public final class ServingJson {
    private ServingJson() {}

    public static Payload decode(byte[] body, Signature signature) {
        return PredictDecoder.decode(body, name -> signature).inputs();
    }

    public static byte[] encode(Map<String, Tensor> outputs) {
        return new ServingEncoder(Forms::rows).encode(outputs, null);
    }
}
