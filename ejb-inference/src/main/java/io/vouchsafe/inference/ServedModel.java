package io.vouchsafe.inference;

import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Signature;
import java.util.List;
import java.util.Map;

/**
 * What a client may know of a version.
 *
 * @param ready a call to it would be answered: it is loaded on this node, or the call loads it
 * @param versions deployed numbers of the same model, ascending
 * @param explainers methods it offers, such as {@code integrated-gradients}
 * @param labels that answer, such as {@code champion}, with the number behind each
 */
public record ServedModel(
        ModelRef ref,
        String engine,
        Map<String, Signature> signatures,
        boolean ready,
        List<Long> versions,
        List<String> explainers,
        Map<String, Long> labels) {
    /** Without labels. */
    public ServedModel(
            ModelRef ref,
            String engine,
            Map<String, Signature> signatures,
            boolean ready,
            List<Long> versions,
            List<String> explainers) {
        this(ref, engine, signatures, ready, versions, explainers, Map.of());
    }
}
