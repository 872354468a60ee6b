package io.vouchsafe.governance;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;

/**
 * How a model's traffic is spread: aliases, a canary, a shadow. Each change is in force for the
 * next request on this node and within a second on every other. Only DEPLOYED versions can be
 * named; a stop or a roll-back ends what names the version.
 */
public interface Releases {
    Outcome<RolloutView> rollout(Caller caller, ModelName model);

    /**
     * Lets a version answer to a label, from now on instead of the one that did.
     *
     * @param label lower case, {@code [a-z][a-z0-9._-]{0,62}}; {@code champion} is INVALID
     */
    Outcome<RolloutView> assign(Caller caller, ModelRef version, String label);

    /** A label that nobody answers to: NOT_FOUND. */
    Outcome<RolloutView> unassign(Caller caller, ModelName model, String label);

    /**
     * Gives the version a share of the model's traffic, in place of the one that had it. The
     * champion itself: CONFLICT.
     *
     * @param perMille 1 to 1000, else INVALID
     */
    Outcome<RolloutView> share(Caller caller, Rollout.Kind kind, ModelRef version, int perMille);

    /** The champion answers alone again, or is compared no more. Nothing to end: NOT_FOUND. */
    Outcome<RolloutView> end(Caller caller, Rollout.Kind kind, ModelName model);

    /** Adds what a node counted; for the suite itself. */
    void compared(Comparison counted);
}
