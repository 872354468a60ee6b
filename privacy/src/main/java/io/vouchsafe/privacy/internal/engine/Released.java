package io.vouchsafe.privacy.internal.engine;

import io.vouchsafe.kernel.Payload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Outputs after the rules, not yet a proof.
 *
 * @param report of the output rules alone
 */
public record Released(
        Payload payload, byte @Nullable [] explanation, Map<String, Integer> report) {
    @Override
    public String toString() {
        return "Released" + report;
    }
}
