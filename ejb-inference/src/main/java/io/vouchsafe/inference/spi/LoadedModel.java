package io.vouchsafe.inference.spi;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.privacy.MaskedInput;
import java.util.Map;
import java.util.Set;

/**
 * A model in memory; safe for concurrent use. Closing waits for running calls, then frees native
 * memory; a call after that is a {@link ModelClosedException}.
 */
public interface LoadedModel extends AutoCloseable {
    /** By name. */
    Map<String, Signature> signatures();

    /**
     * Runs one signature.
     *
     * @param input already checked against the signature
     * @param outputs wanted; empty: all
     * @throws PredictionFailedException when the model fails on this input
     */
    Payload predict(Signature signature, MaskedInput input, Set<String> outputs);

    /**
     * Runs one signature and gives up at the deadline.
     *
     * @throws DeadlineExceededException when it passed before the model answered
     */
    default Payload predict(
            Signature signature, MaskedInput input, Set<String> outputs, Deadline deadline) {
        deadline.check();
        return predict(signature, input, outputs);
    }

    @Override
    void close();
}
