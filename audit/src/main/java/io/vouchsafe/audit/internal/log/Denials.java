package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Event;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ReceiptId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records tries to get another partner's receipt, in a transaction of their own. */
@ApplicationScoped
public class Denials {
    private final @Nullable AuditLog log;

    @Inject
    public Denials(AuditLog log) {
        this.log = log;
    }

    /** For the client proxy. */
    protected Denials() {
        this.log = null;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void record(Caller caller, ReceiptId receipt) {
        Objects.requireNonNull(log).record(new Event.ReceiptDenied(caller, receipt));
    }
}
