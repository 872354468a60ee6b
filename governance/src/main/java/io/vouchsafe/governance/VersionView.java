package io.vouchsafe.governance;

import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Signature;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version, for people. */
public record VersionView(
        ModelRef ref,
        VersionState state,
        boolean champion,
        String digest,
        String engine,
        long bytes,
        List<Signature> signatures,
        String registeredBy,
        @Nullable String submittedBy,
        @Nullable String decidedBy,
        List<Step> history) {
    /** One step of its life. */
    public record Step(VersionState state, String by, Instant at, @Nullable String comment) {}
}
