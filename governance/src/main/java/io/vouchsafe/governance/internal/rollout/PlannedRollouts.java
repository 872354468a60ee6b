package io.vouchsafe.governance.internal.rollout;

import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.governance.TrafficKey;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Snapshot;
import org.jspecify.annotations.Nullable;

/** Chooses from the plan in memory. */
final class PlannedRollouts implements Rollouts {
    private final Snapshot<ServingPlan> plan;

    PlannedRollouts(Snapshot<ServingPlan> plan) {
        this.plan = plan;
    }

    @Override
    public Routing route(ModelName model, @Nullable Long version, @Nullable String label) {
        return addressed(plan.current(), model, version, label);
    }

    @Override
    public Routing route(
            ModelName model, @Nullable Long version, @Nullable String label, TrafficKey key) {
        ServingPlan now = plan.current(); // one plan per question, whatever changes meanwhile
        Routing addressed = addressed(now, model, version, label);
        if (version != null || label != null || !(addressed instanceof Routing.Route champion)) {
            return addressed; // a stopped champion's canary does not answer for it
        }
        Rollout rollout = now.rollout(model);
        DeployedVersion canary = chosen(now, rollout.canary(), key, "canary of " + model);
        if (canary != null) {
            return new Routing.Route(canary);
        }
        DeployedVersion shadow = chosen(now, rollout.shadow(), key, "shadow of " + model);
        return shadow == null ? champion : new Routing.Route(champion.version(), shadow);
    }

    private static @Nullable DeployedVersion chosen(
            ServingPlan now, Rollout.@Nullable Share share, TrafficKey key, String purpose) {
        return share != null && key.isWithin(share.perMille(), purpose)
                ? now.deployed().get(share.version())
                : null;
    }

    @Override
    public Snapshot<ServingPlan> plan() {
        return plan;
    }

    private static Routing addressed(
            ServingPlan now, ModelName model, @Nullable Long version, @Nullable String label) {
        if (!now.known().contains(model)) {
            return new Routing.Unroutable(Reason.UNKNOWN_MODEL);
        }
        ModelRef chosen = choose(now, model, version, label);
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

    /** Who asks by number and label gets what both name, or nothing. */
    private static @Nullable ModelRef choose(
            ServingPlan now, ModelName model, @Nullable Long version, @Nullable String label) {
        ModelRef labelled =
                label == null || label.equals(Rollout.CHAMPION)
                        ? now.champions().get(model)
                        : now.rollout(model).aliases().get(label);
        if (version == null) {
            return labelled;
        }
        boolean disagree =
                label != null && (labelled == null || labelled.version() != version.longValue());
        return version < 1 || disagree ? null : new ModelRef(model, version);
    }
}
