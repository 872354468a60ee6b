package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.kernel.ReceiptId;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;

/**
 * The two ways into the log. No enterprise bean: it is called by beans that have checked their
 * caller, also by timers and start-up code that have none.
 */
@ApplicationScoped
public class AuditLogBean implements AuditLog {
    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    private final LogEngine engine;
    private Recorder recorder;

    @Inject
    @SuppressWarnings("NullAway.Init") // the recorder needs what the container sets
    public AuditLogBean(LogEngine engine) {
        this.engine = engine;
    }

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    protected AuditLogBean() {
        this.engine = null;
    }

    @PostConstruct
    void connect() {
        recorder =
                new Recorder(
                        engine.dataSource(),
                        transactions,
                        () -> engine.log().knock(),
                        Clock.systemUTC());
    }

    @Override
    public Sequenced append(Entry entry) {
        recorder.requireNone();
        return engine.log().append(entry);
    }

    @Override
    public ReceiptId record(Event event) {
        return recorder.record(event);
    }

    @Override
    public boolean writable() {
        return engine.log().writable();
    }
}
