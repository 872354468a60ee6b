package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.Receipt;
import io.vouchsafe.audit.TransparencyLog;
import io.vouchsafe.audit.internal.checkpoint.Published;
import io.vouchsafe.audit.internal.receipts.Receipts;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * The log's outside. One bean for all callers, who may wait in it at the same time; no transaction
 * is held while they do.
 */
@Singleton
@Local(TransparencyLog.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TransparencyLogBean implements TransparencyLog {
    private final OpenLog log;
    private final Receipts receipts;

    @Inject
    public TransparencyLogBean(LogEngine engine, Denials denials) {
        this.log = engine.log();
        this.receipts = new Receipts(engine.dataSource(), log.checkpointer(), denials::record);
    }

    /** For the container, which the specification promises one. */
    @SuppressWarnings("NullAway")
    public TransparencyLogBean() {
        this.log = null;
        this.receipts = null;
    }

    @Override
    @PermitAll
    public Optional<String> checkpoint() {
        return log.checkpointer().newest().map(Published::note);
    }

    @Override
    @PermitAll
    public String keys() {
        return log.keysFile();
    }

    @Override
    @PermitAll
    public Optional<byte[]> tile(String path) {
        return receipts.tile(path);
    }

    @Override
    @RolesAllowed({
        Roles.ADMIN,
        Roles.MODEL_OWNER,
        Roles.APPROVER,
        Roles.AUDITOR,
        Roles.PARTNER_ADMIN,
        Roles.PARTNER_DEVELOPER
    })
    public Receipt receipt(Caller caller, ReceiptId id, Duration patience) {
        return receipts.receipt(caller, id, patience);
    }
}
