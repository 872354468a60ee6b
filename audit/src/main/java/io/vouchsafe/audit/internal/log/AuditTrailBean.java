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
import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable LogEngine engine;
    private final @Nullable Sealer sealer;
    private final @Nullable BlindIndex index;
    private @Nullable EntrySearch entries;
    private @Nullable EntryVerifier verifier;

    @Inject
    public AuditTrailBean(LogEngine engine, Sealer sealer, BlindIndex index) {
        this.engine = engine;
        this.sealer = sealer;
        this.index = index;
    }

    /** For the container. */
    public AuditTrailBean() {
        this.engine = null;
        this.sealer = null;
        this.index = null;
    }

    @PostConstruct
    void connect() {
        LogEngine open = Objects.requireNonNull(engine);
        Sealer opener = Objects.requireNonNull(sealer);
        BlindIndex tags = Objects.requireNonNull(index);
        entries = new EntrySearch(open.dataSource(), open.log().checkpointer(), opener, tags);
        verifier = new EntryVerifier(open.dataSource(), open.log().identity(), opener, tags);
    }

    @Override
    public Page<EntrySummary> search(Caller caller, EntryQuery query) {
        return Objects.requireNonNull(entries).search(caller, query);
    }

    @Override
    public Optional<EntryDetail> entry(Caller caller, ReceiptId id) {
        return Objects.requireNonNull(entries).entry(caller, id);
    }

    @Override
    public Optional<Verification> verify(Caller caller, ReceiptId id) {
        return Objects.requireNonNull(verifier).verify(caller, id);
    }

    @Override
    public LogState state() {
        return Objects.requireNonNull(engine).log().state();
    }
}
