package io.vouchsafe.inference.spi;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.privacy.MaskedInput;
import java.util.Map;
import java.util.Set;

/**
 * A model in memory; safe for concurrent use. Closing waits for running calls, then frees native
 * memory; a call after that is an {@link IllegalStateException}.
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

    @Override
    void close();
}
