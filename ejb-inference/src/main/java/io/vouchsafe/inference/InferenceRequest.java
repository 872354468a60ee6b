package io.vouchsafe.inference;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Purpose;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decoded request of any protocol.
 *
 * @param version null: the champion or {@code label}
 * @param signature null: {@code serving_default}
 * @param subject pseudonym of the person concerned
 * @param explain method, such as {@code integrated-gradients}; null: none
 * @param outputs wanted, empty: all
 * @param body as received, for the input commitment
 * @param encoder turns what is released into the body to be sent
 * @param timeout how long the client will wait
 */
public record InferenceRequest(
        Caller caller,
        ModelName model,
        @Nullable Long version,
        @Nullable String label,
        @Nullable String signature,
        @Nullable Purpose purpose,
        @Nullable ContractId contract,
        @Nullable String subject,
        @Nullable String explain,
        Payload inputs,
        Set<String> outputs,
        byte[] body,
        ResponseEncoder encoder,
        Duration timeout) {}
