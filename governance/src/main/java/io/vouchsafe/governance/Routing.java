package io.vouchsafe.governance;

import io.vouchsafe.kernel.Reason;

/** The answer of {@link Rollouts#route}. */
public sealed interface Routing {
    /** This version answers. */
    record Route(DeployedVersion version) implements Routing {}

    /** None does: UNKNOWN_MODEL, NOT_DEPLOYED or MODEL_STOPPED. */
    record Unroutable(Reason reason) implements Routing {}
}
