package io.vouchsafe.audit.internal.log;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/**
 * Opens the log with the application, so that one that must not be continued stops the deployment;
 * and drains it before the data sources go. Without a transaction: the migration commits by itself.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class LogStart {
    private final LogEngine engine;

    @Inject
    public LogStart(LogEngine engine) {
        this.engine = engine;
    }

    /** For the container, which the specification promises one. */
    @SuppressWarnings("NullAway")
    public LogStart() {
        this.engine = null;
    }

    @PostConstruct
    void open() {
        engine.log();
    }

    @PreDestroy
    void drain() {
        engine.close();
    }
}
