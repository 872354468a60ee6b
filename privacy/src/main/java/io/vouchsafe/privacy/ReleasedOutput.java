package io.vouchsafe.privacy;

import io.vouchsafe.kernel.Payload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proof that a prediction may leave: the only type a protocol can encode. */
public final class ReleasedOutput {
    private final Payload payload;
    private final byte @Nullable [] explanation;
    private final Map<String, Integer> report;

    ReleasedOutput(Payload payload, byte @Nullable [] explanation, Map<String, Integer> report) {
        this.payload = payload;
        this.explanation = explanation;
        this.report = Map.copyOf(report);
    }

    public Payload payload() {
        return payload;
    }

    /** Canonical JSON; null when none was asked. Not a copy: do not change it. */
    public byte @Nullable [] explanation() {
        return explanation;
    }

    /** Input and output rules together, rule to how often it acted. */
    public Map<String, Integer> report() {
        return report;
    }

    /** Names and counts; never a value. */
    @Override
    public String toString() {
        return "ReleasedOutput[outputs=" + payload.tensors().keySet() + ", report=" + report + "]";
    }
}
