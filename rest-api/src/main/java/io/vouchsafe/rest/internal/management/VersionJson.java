package io.vouchsafe.rest.internal.management;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.kernel.ModelName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version of a model. */
record VersionJson(
        ModelName model,
        long version,
        VersionState state,
        boolean champion,
        String digest,
        String engine,
        long bytes,
        List<SignatureJson> signatures,
        String registeredBy,
        @Nullable String submittedBy,
        @Nullable String decidedBy,
        List<Step> history) {
    /** One step of its life. */
    record Step(VersionState state, String by, Instant at, @Nullable String comment) {}

    static VersionJson of(VersionView version) {
        return new VersionJson(
                version.ref().name(),
                version.ref().version(),
                version.state(),
                version.champion(),
                version.digest(),
                version.engine(),
                version.bytes(),
                version.signatures().stream().map(SignatureJson::of).toList(),
                version.registeredBy(),
                version.submittedBy(),
                version.decidedBy(),
                version.history().stream()
                        .map(step -> new Step(step.state(), step.by(), step.at(), step.comment()))
                        .toList());
    }
}
