package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.spi.Projection;
import io.vouchsafe.keys.BlindIndex;
import io.vouchsafe.keys.Keys;
import io.vouchsafe.keys.Sealer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The server's log: opened when first needed, at the latest by {@link LogStart}. */
@ApplicationScoped
public class LogEngine {
    @Resource(lookup = "java:jboss/datasources/VouchsafeLog")
    private DataSource logDataSource;

    @Resource(lookup = "java:jboss/datasources/Vouchsafe")
    private DataSource dataSource;

    @Resource(lookup = "java:jboss/ee/concurrency/factory/default")
    private ManagedThreadFactory threads;

    private final Keys keys;
    private final Sealer sealer;
    private final BlindIndex index;
    private final List<Projection> projections;
    private @Nullable OpenLog log;

    @Inject
    public LogEngine(Keys keys, Sealer sealer, BlindIndex index, Instance<Projection> projections) {
        this.keys = keys;
        this.sealer = sealer;
        this.index = index;
        this.projections =
                projections.stream().sorted(Comparator.comparing(Projection::table)).toList();
    }

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    protected LogEngine() {
        this.keys = null;
        this.sealer = null;
        this.index = null;
        this.projections = List.of();
    }

    @PostConstruct
    void open() {
        log =
                OpenLog.open(
                        new OpenLog.Parts(
                                logDataSource,
                                keys,
                                sealer,
                                index,
                                projections,
                                threads,
                                Clock.systemUTC()),
                        LogSettings.from(System.getenv()));
    }

    /** The open log. */
    public OpenLog log() {
        return Objects.requireNonNull(log);
    }

    /** Joins the caller's transaction, if there is one. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Drains; more than once does no harm. */
    @PreDestroy
    public void close() {
        OpenLog open = log;
        if (open != null) {
            open.close();
        }
    }
}
