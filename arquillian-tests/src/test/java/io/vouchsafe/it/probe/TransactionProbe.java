package io.vouchsafe.it.probe;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Event;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ReceiptId;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** State changes as the modules make them, ended well, badly, or begun without a transaction. */
@Stateless
public class TransactionProbe {
    @Resource private SessionContext session;
    @Inject private AuditLog log;

    /** Records an event and commits; the receipt's id. */
    @PermitAll
    public ReceiptId commit(String part) {
        return log.record(new Event.SignedIn(Caller.system(part)));
    }

    /** Records an event and rolls back; the receipt's id that will never be. */
    @PermitAll
    public ReceiptId rollBack(String part) {
        ReceiptId id = log.record(new Event.SignedIn(Caller.system(part)));
        session.setRollbackOnly();
        return id;
    }

    /** Records without a transaction, which must not be possible. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public ReceiptId withoutTransaction(String part) {
        return log.record(new Event.SignedIn(Caller.system(part)));
    }
}
