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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The two ways into the log. No enterprise bean: it is called by beans that have checked their
 * caller, also by timers and start-up code that have none.
 */
@ApplicationScoped
public class AuditLogBean implements AuditLog {
    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    private final @Nullable LogEngine engine;
    private @Nullable Recorder recorder;

    @Inject
    public AuditLogBean(LogEngine engine) {
        this.engine = engine;
    }

    /** For the client proxy. */
    protected AuditLogBean() {
        this.engine = null;
    }

    @PostConstruct
    void connect() {
        LogEngine open = Objects.requireNonNull(engine);
        recorder =
                new Recorder(
                        open.dataSource(),
                        transactions,
                        () -> open.log().knock(),
                        Clock.systemUTC());
    }

    @Override
    public Sequenced append(Entry entry) {
        Objects.requireNonNull(recorder).requireNone();
        return Objects.requireNonNull(engine).log().append(entry);
    }

    @Override
    public ReceiptId record(Event event) {
        return Objects.requireNonNull(recorder).record(event);
    }

    @Override
    public boolean writable() {
        return Objects.requireNonNull(engine).log().writable();
    }
}
