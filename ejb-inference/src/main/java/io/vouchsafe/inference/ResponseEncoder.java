package io.vouchsafe.inference;

import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.privacy.ReleasedOutput;

/** A protocol's way to write an answer. */
@FunctionalInterface
public interface ResponseEncoder {
    /** The whole HTTP body. Must not fail on any released output. */
    byte[] encode(ReleasedOutput output, ModelRef model);
}
