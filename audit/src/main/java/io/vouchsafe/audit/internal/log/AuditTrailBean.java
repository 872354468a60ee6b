package io.vouchsafe.audit.internal.log;

import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.EntryDetail;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.audit.LogState;
import io.vouchsafe.audit.Verification;
import io.vouchsafe.audit.internal.search.EntrySearch;
import io.vouchsafe.audit.internal.search.EntryVerifier;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.keys.BlindIndex;
import io.vouchsafe.keys.Sealer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;

/** Entries for people; whose, decides the caller inside each query. */
@Singleton
@Local(AuditTrail.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({
    Roles.ADMIN,
    Roles.MODEL_OWNER,
    Roles.APPROVER,
    Roles.AUDITOR,
    Roles.PARTNER_ADMIN,
    Roles.PARTNER_DEVELOPER
})
public class AuditTrailBean implements AuditTrail {
    private final OpenLog log;
    private final EntrySearch entries;
    private final EntryVerifier verifier;

    @Inject
    public AuditTrailBean(LogEngine engine, Sealer sealer, BlindIndex index) {
        this.log = engine.log();
        this.entries = new EntrySearch(engine.dataSource(), log.checkpointer(), sealer, index);
        this.verifier =
                new EntryVerifier(
                        engine.dataSource(), log.checkpointer(), log.identity(), sealer, index);
    }

    /** For the container, which the specification promises one. */
    @SuppressWarnings("NullAway")
    public AuditTrailBean() {
        this.log = null;
        this.entries = null;
        this.verifier = null;
    }

    @Override
    public Page<EntrySummary> search(Caller caller, EntryQuery query) {
        return entries.search(caller, query);
    }

    @Override
    public Optional<EntryDetail> entry(Caller caller, ReceiptId id) {
        return entries.entry(caller, id);
    }

    @Override
    public Optional<Verification> verify(Caller caller, ReceiptId id) {
        return verifier.verify(caller, id);
    }

    @Override
    public LogState state() {
        return log.state();
    }
}
