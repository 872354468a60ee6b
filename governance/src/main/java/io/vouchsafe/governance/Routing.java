package io.vouchsafe.governance;

import io.vouchsafe.kernel.Reason;
import org.jspecify.annotations.Nullable;

/** The answer of {@link Rollouts#route}. */
public sealed interface Routing {
    /**
     * This version answers.
     *
     * @param shadow gets a copy of the request to be compared; null: none does
     */
    record Route(DeployedVersion version, @Nullable DeployedVersion shadow) implements Routing {
        public Route(DeployedVersion version) {
            this(version, null);
        }
    }

    /** None does: UNKNOWN_MODEL, NOT_DEPLOYED or MODEL_STOPPED. */
    record Unroutable(Reason reason) implements Routing {}
}
