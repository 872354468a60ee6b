package io.vouchsafe.rest.internal.inference;

import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.inference.ResponseEncoder;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Payload;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call whose body is in memory, for its protocol to decode.
 *
 * @param body as it came, for the input commitment
 */
public record Received(Caller caller, byte[] body, RequestHeaders headers, Duration timeout) {
    /**
     * The gateway's request.
     *
     * @param signature null: the model's default
     * @param outputs wanted; empty: all
     * @param explain method when the client's header names none; null: no explanation
     */
    public InferenceRequest request(
            ModelAddress model,
            @Nullable String signature,
            Payload inputs,
            Set<String> outputs,
            @Nullable String explain,
            ResponseEncoder encoder) {
        return new InferenceRequest(
                caller,
                model.name(),
                model.version(),
                model.label(),
                signature,
                headers.purpose(),
                headers.contract(),
                headers.subject(),
                headers.explain() == null ? explain : headers.explain(),
                inputs,
                outputs,
                body,
                encoder,
                timeout);
    }
}
