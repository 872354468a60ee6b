package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.privacy.MaskedInput;
import java.util.Set;

/**
 * A call of a model.
 *
 * @param mayJoin false when the operator keeps this model's requests apart
 * @param input already checked against the signature
 * @param outputs wanted; empty: all
 * @param contract in whose turn it waits
 */
public record Prediction(
        LoadedModel model,
        boolean mayJoin,
        Signature signature,
        MaskedInput input,
        Set<String> outputs,
        ContractId contract,
        Deadline deadline) {
    /** By itself. */
    Payload run() {
        return model.predict(signature, input, outputs, deadline);
    }
}
