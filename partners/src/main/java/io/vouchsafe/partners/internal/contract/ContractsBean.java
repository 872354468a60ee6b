package io.vouchsafe.partners.internal.contract;

import static io.vouchsafe.partners.internal.PartnersMessages.TEXT;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Event;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.Admission;
import io.vouchsafe.partners.AdmissionRequest;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.Grant;
import io.vouchsafe.partners.NewContract;
import io.vouchsafe.partners.NewPartner;
import io.vouchsafe.partners.NewPlan;
import io.vouchsafe.partners.PartnerView;
import io.vouchsafe.partners.PlanView;
import io.vouchsafe.partners.internal.Declines;
import io.vouchsafe.partners.internal.admission.AdmissionDesk;
import io.vouchsafe.store.Snapshots;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Admission from memory; everything else is one transaction with its event. */
@Stateless
public class ContractsBean implements Contracts {
    private final AdmissionDesk desk;
    private final AuditLog audit;
    private final Snapshots snapshots;
    private final Clock clock;

    @PersistenceContext(unitName = "partners")
    private EntityManager entities;

    @Inject
    @SuppressWarnings("NullAway.Init") // the container sets the entity manager
    public ContractsBean(AdmissionDesk desk, AuditLog audit, Snapshots snapshots) {
        this.desk = desk;
        this.audit = audit;
        this.snapshots = snapshots;
        this.clock = Clock.systemUTC();
    }

    ContractsBean(
            EntityManager entities,
            AdmissionDesk desk,
            AuditLog audit,
            Snapshots snapshots,
            Clock clock) {
        this.entities = entities;
        this.desk = desk;
        this.audit = audit;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** For the container, which the specification promises one. */
    @SuppressWarnings("NullAway")
    public ContractsBean() {
        this.desk = null;
        this.audit = null;
        this.snapshots = null;
        this.clock = Clock.systemUTC();
    }

    @Override
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Admission admit(AdmissionRequest request) {
        return desk.admit(request);
    }

    @Override
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void release(Grant grant) {
        desk.release(grant);
    }

    @Override
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Set<ModelName> callable(Caller caller) {
        return desk.callable(caller, clock.instant());
    }

    @Override
    @RolesAllowed(Roles.ADMIN)
    public Outcome<PartnerView> createPartner(Caller caller, NewPartner partner) {
        if (!Declines.isProvidersAdmin(caller)) {
            return Declines.forbidden("provider-only", TEXT.providerOnly());
        }
        Optional<String> problem = Drafts.problem(partner);
        if (problem.isPresent()) {
            return Declines.invalid(problem.get());
        }
        PartnerId id = Drafts.partnerId(partner).orElseThrow();
        PartnerRows partners = new PartnerRows(entities);
        partners.lock();
        if (partners.exists(id)) {
            return Declines.conflict("partner-exists", TEXT.partnerExists(id));
        }
        PartnerEntity created = new PartnerEntity(id, partner.name(), partner.country(), now());
        entities.persist(created);
        entities.flush();
        audit.record(new Event.PartnerCreated(caller, id));
        return Outcome.done(created.view());
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
    public Page<PartnerView> partners(Caller caller) {
        return new Page<>(
                new PartnerRows(entities).list(caller).stream().map(PartnerEntity::view).toList(),
                null);
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
    public Outcome<PartnerView> partner(Caller caller, PartnerId id) {
        return new PartnerRows(entities)
                .find(caller, id)
                .map(PartnerEntity::view)
                .map(Outcome::done)
                .orElseGet(() -> Declines.notFound(TEXT.noSuchPartner(id)));
    }

    @Override
    @RolesAllowed(Roles.ADMIN)
    public Outcome<PlanView> publishPlan(Caller caller, NewPlan plan) {
        if (!Declines.isProvidersAdmin(caller)) {
            return Declines.forbidden("provider-only", TEXT.providerOnly());
        }
        Optional<String> problem = Drafts.problem(plan);
        if (problem.isPresent()) {
            return Declines.invalid(problem.get());
        }
        PlanId id = Drafts.planId(plan).orElseThrow();
        new PartnerRows(entities).lock();
        int last = new Plans(entities).latest(id).map(PlanEntity::revision).orElse(0);
        PlanRef ref = new PlanRef(id, last + 1);
        PlanEntity published = new PlanEntity(ref, plan, now());
        entities.persist(published);
        entities.flush();
        audit.record(new Event.PlanPublished(caller, ref));
        return Outcome.done(published.view());
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
    public Page<PlanView> plans(Caller caller) {
        return new Page<>(
                new Plans(entities).latest().stream().map(PlanEntity::view).toList(), null);
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
    public Outcome<PlanView> plan(Caller caller, PlanId id) {
        return new Plans(entities)
                .latest(id)
                .map(PlanEntity::view)
                .map(Outcome::done)
                .orElseGet(() -> Declines.notFound(TEXT.noSuchPlan(id)));
    }

    @Override
    @RolesAllowed(Roles.ADMIN)
    public Outcome<ContractView> create(Caller caller, NewContract contract) {
        if (!Declines.isProvidersAdmin(caller)) {
            return Declines.forbidden("provider-only", TEXT.providerOnly());
        }
        Optional<String> problem = Drafts.problem(contract);
        if (problem.isPresent()) {
            return Declines.invalid(problem.get());
        }
        if (!new PartnerRows(entities).exists(contract.partner())) {
            return Declines.invalid(TEXT.unknownPartner(contract.partner()));
        }
        Optional<PlanEntity> plan = new Plans(entities).latest(contract.plan());
        if (plan.isEmpty()) {
            return Declines.invalid(TEXT.unknownPlan(contract.plan()));
        }
        Instant now = now();
        int year = now.atZone(ZoneOffset.UTC).getYear();
        long number = new ContractRows(entities).nextNumber();
        ContractEntity created =
                new ContractEntity(number, year, contract, plan.get(), caller, now);
        entities.persist(created);
        return Outcome.done(changed(caller, created, "created", null));
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
    public Page<ContractView> contracts(Caller caller) {
        return new Page<>(
                new ContractRows(entities).list(caller).stream().map(ContractEntity::view).toList(),
                null);
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
    public Outcome<ContractView> contract(Caller caller, ContractId id) {
        return new ContractRows(entities)
                .find(caller, id)
                .map(ContractEntity::view)
                .map(Outcome::done)
                .orElseGet(() -> Declines.notFound(TEXT.noSuchContract(id)));
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.PARTNER_ADMIN})
    public Outcome<ContractView> move(
            Caller caller, ContractId id, ContractStep step, @Nullable String comment) {
        if (comment != null && comment.length() > Drafts.LONGEST_COMMENT) {
            return Declines.invalid(TEXT.commentTooLong(Drafts.LONGEST_COMMENT));
        }
        Optional<ContractEntity> found = new ContractRows(entities).find(caller, id);
        if (found.isEmpty()) {
            return Declines.notFound(TEXT.noSuchContract(id));
        }
        return found.get()
                .move(step, caller, now(), comment)
                .map(moved -> changed(caller, moved, StepRule.of(step).event(), comment));
    }

    /** Flushes first, so that a conflict is found before anything is recorded. */
    private ContractView changed(
            Caller caller, ContractEntity contract, String step, @Nullable String comment) {
        entities.flush();
        audit.record(
                new Event.ContractMoved(caller, contract.ref(), contract.partner(), step, comment));
        snapshots.changed(AdmissionDesk.SNAPSHOT);
        return contract.view();
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
