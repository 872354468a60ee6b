package io.vouchsafe.inference;

import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.privacy.ReleasedOutput;

/** A protocol's way to write an answer. */
@FunctionalInterface
public interface ResponseEncoder {
    /**
     * The whole HTTP body.
     *
     * @throws AnswerRejectedException when the protocol has no form for this answer; anything else
     *     thrown is a fault
     */
    byte[] encode(ReleasedOutput output, ModelRef model);
}
