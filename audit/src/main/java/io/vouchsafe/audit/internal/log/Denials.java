package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Event;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ReceiptId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Records tries to get another partner's receipt, in a transaction of their own. */
@ApplicationScoped
public class Denials {
    private final AuditLog log;

    @Inject
    public Denials(AuditLog log) {
        this.log = log;
    }

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    protected Denials() {
        this.log = null;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void record(Caller caller, ReceiptId receipt) {
        log.record(new Event.ReceiptDenied(caller, receipt));
    }
}
