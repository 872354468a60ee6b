package io.vouchsafe.inference;

import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Signature;
import java.util.List;
import java.util.Map;

/**
 * What a client may know of a version.
 *
 * @param ready loaded on this node
 * @param versions deployed numbers of the same model, ascending
 * @param explainers methods it offers, such as {@code integrated-gradients}
 */
public record ServedModel(
        ModelRef ref,
        String engine,
        Map<String, Signature> signatures,
        boolean ready,
        List<Long> versions,
        List<String> explainers) {}
