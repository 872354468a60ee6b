package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.TemporaryFolder;
import io.vouchsafe.inference.internal.batching.BatchSettings;
import io.vouchsafe.inference.internal.deployment.ModelPool;
import io.vouchsafe.inference.internal.shadow.Shadows;
import io.vouchsafe.kernel.Roles;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;

/**
 * What happens without a caller: models are loaded when the application starts and unloaded when it
 * ends, and counts of refusals and of shadows are written also when nothing follows. An EJB for the
 * timer and for the order of start and end: it ends before the log does, which takes its last
 * entries.
 */
@Singleton
@Startup
@DependsOn(Upkeep.LOG_START)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RunAs(Roles.ADMIN)
public class Upkeep {
    /** The singleton that opens and drains the log, as the EAR names it. */
    static final String LOG_START = "audit.jar#LogStart";

    private final ModelPool pool;
    private final Rollouts rollouts;
    private final Settlement settlement;
    private final Shadows shadows;

    /** Both injected here, so that a wrong setting stops the start and not the first request. */
    private final InferenceSettings settings;

    private final BatchSettings batching;

    @Resource private ManagedExecutorService executor;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that works is made by the other one
    public Upkeep() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Upkeep(
            ModelPool pool,
            Rollouts rollouts,
            Settlement settlement,
            Shadows shadows,
            InferenceSettings settings,
            BatchSettings batching) {
        this.pool = pool;
        this.rollouts = rollouts;
        this.settlement = settlement;
        this.shadows = shadows;
        this.settings = settings;
        this.batching = batching;
    }

    @PostConstruct
    void start() {
        LOG.batching(batching.rows(), batching.runs(), batching.queue());
        TemporaryFolder.sweep(settings.temporary());
        pool.start(executor);
        shadows.start(executor);
        rollouts.plan().onChange(pool::follow);
    }

    /** Every five seconds; a node that dies loses at most what it counted since. */
    @Schedule(second = "*/5", minute = "*", hour = "*", persistent = false)
    void writeWhatWasCounted() {
        settlement.writeCounted();
        shadows.writeCounted();
    }

    @PreDestroy
    void stop() {
        settlement.writeAllCounted();
        shadows.writeCounted();
        pool.close();
    }
}
