package io.vouchsafe.privacy;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.PolicyId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The request path's way through privacy; reads policies from memory. */
public interface Masking {
    /**
     * Applies a policy to a request's inputs.
     *
     * @param policy null: nothing is masked, and the result says so
     * @param required inputs the model's signature needs: a dropped one is replaced by its type's
     *     neutral value (0, empty string) so that the model still runs
     * @throws UnknownPolicyException when the policy is not in force; the request must fail
     */
    MaskedInput mask(Payload payload, @Nullable PolicyId policy, Set<String> required);

    /**
     * Applies output rules and field entitlements.
     *
     * @param hidden outputs the contract does not entitle the partner to
     * @param masked the input's proof: the same policy revision rules the output
     * @param explanation canonical JSON, or null; attributions of dropped inputs are removed
     */
    ReleasedOutput release(
            Payload prediction,
            byte @Nullable [] explanation,
            Set<String> hidden,
            MaskedInput masked);
}
