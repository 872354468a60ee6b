package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.Receipt;
import io.vouchsafe.audit.TransparencyLog;
import io.vouchsafe.audit.internal.checkpoint.Published;
import io.vouchsafe.audit.internal.receipts.Receipts;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import jakarta.annotation.PostConstruct;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log's outside. One bean for all callers, who may wait in it at the same time; no transaction
 * is held while they do.
 */
@Singleton
@Local(TransparencyLog.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TransparencyLogBean implements TransparencyLog {
    private final @Nullable LogEngine engine;
    private final @Nullable Denials denials;
    private @Nullable Receipts receipts;

    @Inject
    public TransparencyLogBean(LogEngine engine, Denials denials) {
        this.engine = engine;
        this.denials = denials;
    }

    /** For the container. */
    public TransparencyLogBean() {
        this.engine = null;
        this.denials = null;
    }

    @PostConstruct
    void connect() {
        Denials recorded = Objects.requireNonNull(denials);
        receipts =
                new Receipts(
                        Objects.requireNonNull(engine).dataSource(),
                        engine.log().checkpointer(),
                        recorded::record);
    }

    @Override
    @PermitAll
    public Optional<String> checkpoint() {
        return Objects.requireNonNull(engine).log().checkpointer().newest().map(Published::note);
    }

    @Override
    @PermitAll
    public String keys() {
        return Objects.requireNonNull(engine).log().keysFile();
    }

    @Override
    @PermitAll
    public Optional<byte[]> tile(String path) {
        return Objects.requireNonNull(receipts).tile(path);
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
        return Objects.requireNonNull(receipts).receipt(caller, id, patience);
    }
}
