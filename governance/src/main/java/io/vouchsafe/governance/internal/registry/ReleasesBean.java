package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.governance.Comparison;
import io.vouchsafe.governance.Releases;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.RolloutView;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** The face of traffic: roles, one transaction per call, nothing else of its own. */
@Stateless
public class ReleasesBean implements Releases {
    private final Traffic traffic;
    private final Comparisons comparisons;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that answers is made by the other one
    public ReleasesBean() {
        this(null, null);
    }

    @Inject
    ReleasesBean(Traffic traffic, Comparisons comparisons) {
        this.traffic = traffic;
        this.comparisons = comparisons;
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.MODEL_OWNER, Roles.APPROVER, Roles.AUDITOR})
    public Outcome<RolloutView> rollout(Caller caller, ModelName model) {
        return traffic.rollout(model);
    }

    @Override
    @RolesAllowed({Roles.APPROVER, Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<RolloutView> assign(Caller caller, ModelRef version, String label) {
        return traffic.assign(caller, version, label);
    }

    @Override
    @RolesAllowed({Roles.APPROVER, Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<RolloutView> unassign(Caller caller, ModelName model, String label) {
        return traffic.unassign(caller, model, label);
    }

    @Override
    @RolesAllowed({Roles.APPROVER, Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<RolloutView> share(
            Caller caller, Rollout.Kind kind, ModelRef version, int perMille) {
        return traffic.share(caller, kind, version, perMille);
    }

    @Override
    @RolesAllowed({Roles.APPROVER, Roles.MODEL_OWNER, Roles.ADMIN})
    public Outcome<RolloutView> end(Caller caller, Rollout.Kind kind, ModelName model) {
        return traffic.end(caller, kind, model);
    }

    @Override
    @RolesAllowed(Roles.ADMIN)
    public void compared(Comparison counted) {
        comparisons.add(counted);
    }
}
