package io.vouchsafe.privacy.internal.engine;

import io.vouchsafe.kernel.Payload;
import java.util.Map;
import java.util.Set;

/** Inputs after the rules, not yet a proof. */
public record Masked(Payload payload, Map<String, Integer> report, Set<String> dropped) {
    @Override
    public String toString() {
        return "Masked" + report;
    }
}
