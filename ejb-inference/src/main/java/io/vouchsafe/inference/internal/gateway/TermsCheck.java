package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.partners.Grant;
import io.vouchsafe.privacy.MaskedInput;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the terms mean this model. A hidden output or a rule that names nothing of it would be
 * without effect, and what it was to protect would leave; so such a request is refused. Here,
 * because only here contract, policy and signature meet, and each can change after the others.
 */
final class TermsCheck {
    private TermsCheck() {}

    /**
     * Policies and hidden outputs are written against the names of the default signature; another
     * signature may reach the same tensors by other names, so it is closed where they rule.
     */
    static void signature(ModelRoute route, Grant grant) {
        boolean governed = grant.maskingPolicy() != null || !grant.hiddenOutputs().isEmpty();
        boolean other =
                !route.signature().name().equals(Signature.DEFAULT)
                        && route.model().signatures().containsKey(Signature.DEFAULT);
        if (governed && other) {
            throw new RefusedException(
                    Reason.UNKNOWN_SIGNATURE,
                    LOG.signatureNotGoverned(route.signature().name(), Signature.DEFAULT));
        }
    }

    /** Each must be an output of the signature. */
    static void hiddenOutputs(ModelRoute route, Grant grant) {
        for (String name : unknown(grant.hiddenOutputs(), route.signature().outputs())) {
            throw new RefusedException(
                    Reason.TERMS_MISMATCH,
                    LOG.hiddenOutputUnknown(
                            grant.contract().toString(), name, route.ref().toString()));
        }
    }

    /** Each rule that is not optional must name an input or an output of the signature. */
    static void policy(ModelRoute route, MaskedInput masked) {
        Set<String> unknown = unknown(masked.ruledInputs(), route.signature().inputs());
        unknown.addAll(unknown(masked.ruledOutputs(), route.signature().outputs()));
        for (String name : unknown) {
            throw new RefusedException(
                    Reason.TERMS_MISMATCH,
                    LOG.ruleWithoutEffect(
                            String.valueOf(masked.policy()), name, route.ref().toString()));
        }
    }

    /** Those that are not there, in order. */
    private static Set<String> unknown(Set<String> named, List<TensorSpec> tensors) {
        Set<String> unknown = new TreeSet<>(named);
        tensors.forEach(tensor -> unknown.remove(tensor.name()));
        return unknown;
    }
}
