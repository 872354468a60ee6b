package io.vouchsafe.inference.spi;

import io.vouchsafe.privacy.MaskedInput;

/**
 * What a {@link LoadedModel} also is when it writes text bit by bit. Its default signature says
 * what it takes: {@code role} and {@code content} (BYTES [-1] each, one element per message of one
 * conversation), or {@code prompt} (BYTES [-1], here exactly one); it gives {@code text} (BYTES
 * [-1]). So masking rules of a contract hold for it as for any other model.
 */
public interface TextGenerator {
    /** {@link io.vouchsafe.kernel.Signature#method} of such a signature. */
    String METHOD = "text-generation";

    /**
     * Writes one text into {@code sink}, in order, on the caller's thread.
     *
     * @return what it came to; after a sink that had enough the finish reason is {@code cancelled}
     * @throws ModelUnavailableException when it cannot begin now; nothing reached the sink
     * @throws PredictionFailedException when it broke off; what reached the sink stays there
     * @throws DeadlineExceededException when the deadline passed, also in the middle
     */
    Generation generate(
            MaskedInput input, GenerationSettings settings, TextSink sink, Deadline deadline);
}
