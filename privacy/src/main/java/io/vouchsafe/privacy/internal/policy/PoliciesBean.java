package io.vouchsafe.privacy.internal.policy;

import static io.vouchsafe.privacy.internal.PrivacyMessages.TEXT;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Event;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.privacy.Policies;
import io.vouchsafe.privacy.PolicyDocument;
import io.vouchsafe.privacy.PolicyDraft;
import io.vouchsafe.store.Snapshots;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Publishes and shows policies; each publication is one transaction with its event. */
@Stateless
public class PoliciesBean implements Policies {
    private static final int LONGEST_DESCRIPTION = 2000;

    private final AuditLog audit;
    private final Snapshots snapshots;
    private final PolicyCompiler compiler;
    private final Clock clock;

    @PersistenceContext(unitName = "privacy")
    private EntityManager entities;

    @Inject
    @SuppressWarnings("NullAway.Init") // the container sets the entity manager
    public PoliciesBean(AuditLog audit, Snapshots snapshots, Catalogue catalogue) {
        this.audit = audit;
        this.snapshots = snapshots;
        this.compiler = new PolicyCompiler(catalogue);
        this.clock = Clock.systemUTC();
    }

    PoliciesBean(
            EntityManager entities,
            AuditLog audit,
            Snapshots snapshots,
            Catalogue catalogue,
            Clock clock) {
        this.entities = entities;
        this.audit = audit;
        this.snapshots = snapshots;
        this.compiler = new PolicyCompiler(catalogue);
        this.clock = clock;
    }

    /** For the container, which the specification promises one. */
    @SuppressWarnings("NullAway")
    public PoliciesBean() {
        this.audit = null;
        this.snapshots = null;
        this.compiler = null;
        this.clock = Clock.systemUTC();
    }

    @Override
    @RolesAllowed({Roles.APPROVER, Roles.ADMIN})
    public Outcome<PolicyDocument> publish(Caller caller, PolicyDraft draft) {
        if (!caller.isProvider()) {
            return Outcome.declined(
                    Outcome.Kind.FORBIDDEN, "policy-publisher", TEXT.notAPublisher());
        }
        if (draft.description() != null && draft.description().length() > LONGEST_DESCRIPTION) {
            return invalid(TEXT.descriptionTooLong(LONGEST_DESCRIPTION));
        }
        return id(draft.name()).then(id -> publish(caller, id, draft));
    }

    @Override
    @RolesAllowed({
        Roles.APPROVER,
        Roles.ADMIN,
        Roles.AUDITOR,
        Roles.MODEL_OWNER,
        Roles.PARTNER_ADMIN
    })
    public Outcome<PolicyDocument> find(Caller caller, PolicyId id) {
        return new PolicyRevisions(entities)
                .latest(id)
                .map(PolicyRevisionEntity::view)
                .map(Outcome::done)
                .orElseGet(
                        () ->
                                Outcome.declined(
                                        Outcome.Kind.NOT_FOUND,
                                        "not-found",
                                        TEXT.noSuchPolicy(id)));
    }

    @Override
    @RolesAllowed({
        Roles.APPROVER,
        Roles.ADMIN,
        Roles.AUDITOR,
        Roles.MODEL_OWNER,
        Roles.PARTNER_ADMIN
    })
    public Page<PolicyDocument> list(Caller caller) {
        return new Page<>(
                new PolicyRevisions(entities)
                        .latest().stream().map(PolicyRevisionEntity::view).toList(),
                null);
    }

    private Outcome<PolicyDocument> publish(Caller caller, PolicyId id, PolicyDraft draft) {
        new PolicyRevisions(entities).lock();
        PolicyEntity found = entities.find(PolicyEntity.class, id.value());
        PolicyEntity policy = found == null ? new PolicyEntity(id) : found;
        return compiler.compile(policy.next(), draft.rules())
                .map(compiled -> store(caller, policy, draft));
    }

    private PolicyDocument store(Caller caller, PolicyEntity policy, PolicyDraft draft) {
        PolicyRevisionEntity revision =
                policy.publish(
                        draft, caller.name(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!entities.contains(policy)) {
            entities.persist(policy);
        }
        entities.persist(revision);
        entities.flush();
        audit.record(new Event.PolicyPublished(caller, revision.ref(), revision.digest()));
        snapshots.changed(PolicySource.NAME);
        return revision.view();
    }

    private static Outcome<PolicyId> id(String name) {
        try {
            return Outcome.done(new PolicyId(name.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException noId) {
            return invalid(TEXT.nameIsNoId(name.length() > 80 ? name.substring(0, 80) : name));
        }
    }

    private static <T> Outcome<T> invalid(String detail) {
        return Outcome.declined(Outcome.Kind.INVALID, PolicyCompiler.PROBLEM, detail);
    }
}
