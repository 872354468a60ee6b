package io.vouchsafe.governance.internal.rollout;

import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.store.Snapshots;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import org.jspecify.annotations.Nullable;

/** The request path's bean: one per node, no role, because only the suite itself asks. */
@ApplicationScoped
class RolloutsBean implements Rollouts {
    private final Snapshots snapshots;
    private Rollouts rollouts;

    /** Not used, but waited for: the tables are there once the unit is. */
    @PersistenceUnit(unitName = "governance")
    @SuppressWarnings({"NullAway.Init", "unused"})
    private EntityManagerFactory unit;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected RolloutsBean() {
        this(null);
    }

    @Inject
    RolloutsBean(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @PostConstruct
    void follow() {
        rollouts = new PlannedRollouts(snapshots.follow(new PlanSource()));
    }

    @Override
    public Routing route(ModelName model, @Nullable Long version, @Nullable String label) {
        return rollouts.route(model, version, label);
    }

    @Override
    public Snapshot<ServingPlan> plan() {
        return rollouts.plan();
    }
}
