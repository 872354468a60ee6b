package io.vouchsafe.store.internal.snapshot;

import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.store.SnapshotSource;
import io.vouchsafe.store.Snapshots;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.sql.DataSource;

/** The snapshots in the server: its data sources, its transactions, its threads. */
@ApplicationScoped
class SnapshotsBean implements Snapshots {
    @Resource(lookup = "java:jboss/datasources/Vouchsafe")
    private DataSource joining;

    /** Takes part in no transaction, so it may be read after one has completed. */
    @Resource(lookup = "java:jboss/datasources/VouchsafeLog")
    private DataSource apart;

    @Resource(lookup = "java:jboss/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    @Resource(lookup = "java:jboss/ee/concurrency/factory/default")
    private ManagedThreadFactory threads;

    private FollowingSnapshots snapshots;
    private Refresher refresher;

    @PostConstruct
    void start() {
        snapshots =
                new FollowingSnapshots(
                        new Revisions(apart, joining), transactions, System::nanoTime);
        refresher = Refresher.start(snapshots, threads);
    }

    @PreDestroy
    void stop() {
        refresher.close();
    }

    @Override
    public <T> Snapshot<T> follow(SnapshotSource<T> source) {
        return snapshots.follow(source);
    }

    @Override
    public void changed(String name) {
        snapshots.changed(name);
    }

    @Override
    public boolean fresh() {
        return snapshots.fresh();
    }
}
