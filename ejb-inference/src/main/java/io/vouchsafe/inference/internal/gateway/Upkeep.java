package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.TemporaryFolder;
import io.vouchsafe.inference.internal.deployment.ModelPool;
import io.vouchsafe.kernel.Roles;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;

/**
 * What happens without a caller: models are loaded when the application starts and unloaded when it
 * ends, and counted refusals reach the log also when no other one follows. An EJB for the timer and
 * for the order of start and end.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RunAs(Roles.ADMIN)
public class Upkeep {
    private final ModelPool pool;
    private final Rollouts rollouts;
    private final Settlement settlement;

    /** Injected here, so that a wrong setting stops the start and not the first request. */
    private final InferenceSettings settings;

    @Resource private ManagedExecutorService executor;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that works is made by the other one
    public Upkeep() {
        this(null, null, null, null);
    }

    @Inject
    Upkeep(ModelPool pool, Rollouts rollouts, Settlement settlement, InferenceSettings settings) {
        this.pool = pool;
        this.rollouts = rollouts;
        this.settlement = settlement;
        this.settings = settings;
    }

    @PostConstruct
    void start() {
        TemporaryFolder.sweep(settings.temporary());
        pool.start(executor);
        rollouts.plan().onChange(pool::follow);
    }

    /** Every five seconds; a node that dies loses at most what it counted since. */
    @Schedule(second = "*/5", minute = "*", hour = "*", persistent = false)
    void writeCountedRefusals() {
        settlement.writeCounted();
    }

    @PreDestroy
    void stop() {
        settlement.writeCounted();
        pool.close();
    }
}
