package io.vouchsafe.inference.spi;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.privacy.MaskedInput;

/** Says which features moved a prediction. */
public interface Explainer {
    /** Such as {@code integrated-gradients}. */
    String method();

    /** True when it can explain this signature of this model. */
    boolean supports(LoadedModel model, Signature signature);

    /**
     * Explains each row.
     *
     * @return attributions summed per named feature, with the completeness residual
     * @throws ExplanationUnavailableException when this request cannot be explained
     * @throws DeadlineExceededException when the deadline passed first
     */
    Explanation explain(
            LoadedModel model,
            Signature signature,
            MaskedInput input,
            CardSettings card,
            Deadline deadline);
}
