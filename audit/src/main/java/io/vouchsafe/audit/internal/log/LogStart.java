package io.vouchsafe.audit.internal.log;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens the log with the application, so that one that must not be continued stops the deployment;
 * and drains it before the data sources go. Without a transaction: the migration commits by itself.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class LogStart {
    private final @Nullable LogEngine engine;

    @Inject
    public LogStart(LogEngine engine) {
        this.engine = engine;
    }

    /** For the container. */
    public LogStart() {
        this.engine = null;
    }

    @PostConstruct
    void open() {
        Objects.requireNonNull(engine).log();
    }

    @PreDestroy
    void drain() {
        Objects.requireNonNull(engine).close();
    }
}
