package io.vouchsafe.governance.internal.rollout;

import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Snapshot;
import org.jspecify.annotations.Nullable;

/** Chooses from the plan in memory. */
final class PlannedRollouts implements Rollouts {
    private static final String CHAMPION = "champion";

    private final Snapshot<ServingPlan> plan;

    PlannedRollouts(Snapshot<ServingPlan> plan) {
        this.plan = plan;
    }

    @Override
    public Routing route(ModelName model, @Nullable Long version, @Nullable String label) {
        ServingPlan now = plan.current(); // one plan per question, whatever changes meanwhile
        if (!now.known().contains(model)) {
            return new Routing.Unroutable(Reason.UNKNOWN_MODEL);
        }
        if (label != null && !label.equals(CHAMPION)) {
            return new Routing.Unroutable(Reason.NOT_DEPLOYED);
        }
        ModelRef chosen = choose(now, model, version);
        if (chosen == null) {
            return new Routing.Unroutable(Reason.NOT_DEPLOYED);
        }
        if (now.stopped().contains(chosen)) {
            return new Routing.Unroutable(Reason.MODEL_STOPPED);
        }
        DeployedVersion deployed = now.deployed().get(chosen);
        return deployed == null
                ? new Routing.Unroutable(Reason.NOT_DEPLOYED)
                : new Routing.Route(deployed);
    }

    @Override
    public Snapshot<ServingPlan> plan() {
        return plan;
    }

    private static @Nullable ModelRef choose(
            ServingPlan now, ModelName model, @Nullable Long version) {
        if (version == null) {
            return now.champions().get(model);
        }
        return version < 1 ? null : new ModelRef(model, version);
    }
}
