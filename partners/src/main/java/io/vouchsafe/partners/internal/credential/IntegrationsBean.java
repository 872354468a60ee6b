package io.vouchsafe.partners.internal.credential;

import static io.vouchsafe.partners.internal.PartnersMessages.TEXT;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Event;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.CredentialView;
import io.vouchsafe.partners.Integrations;
import io.vouchsafe.partners.IssuedCredential;
import io.vouchsafe.partners.NewCredential;
import io.vouchsafe.partners.internal.Declines;
import io.vouchsafe.store.Snapshots;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** Keys: opened from memory; created and revoked in one transaction with the event. */
@Stateless
public class IntegrationsBean implements Integrations {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyRing keys;
    private final AuditLog audit;
    private final Snapshots snapshots;
    private final Clock clock;

    @PersistenceContext(unitName = "partners")
    private EntityManager entities;

    @Inject
    @SuppressWarnings("NullAway.Init") // the container sets the entity manager
    public IntegrationsBean(KeyRing keys, AuditLog audit, Snapshots snapshots) {
        this.keys = keys;
        this.audit = audit;
        this.snapshots = snapshots;
        this.clock = Clock.systemUTC();
    }

    IntegrationsBean(
            EntityManager entities,
            KeyRing keys,
            AuditLog audit,
            Snapshots snapshots,
            Clock clock) {
        this.entities = entities;
        this.keys = keys;
        this.audit = audit;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** For the container, which the specification promises one. */
    @SuppressWarnings("NullAway")
    public IntegrationsBean() {
        this.keys = null;
        this.audit = null;
        this.snapshots = null;
        this.clock = Clock.systemUTC();
    }

    @Override
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Optional<Caller> authenticate(String apiKey) {
        return keys.open(apiKey, clock.instant());
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.PARTNER_ADMIN, Roles.PARTNER_DEVELOPER})
    public Outcome<IssuedCredential> create(Caller caller, NewCredential draft) {
        if (!CredentialRules.mayManage(caller)) {
            return Declines.forbidden("credential-scope", TEXT.beyondOwn());
        }
        return CredentialRules.form(draft)
                .then(form -> CredentialRules.partner(caller, form))
                .then(this::existing)
                .then(
                        partner ->
                                CredentialRules.scopes(caller, draft)
                                        .then(
                                                scopes ->
                                                        CredentialRules.expiry(draft, now())
                                                                .map(
                                                                        expiry ->
                                                                                issue(
                                                                                        caller,
                                                                                        draft,
                                                                                        partner,
                                                                                        scopes,
                                                                                        expiry))));
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR, Roles.PARTNER_ADMIN, Roles.PARTNER_DEVELOPER})
    public Page<CredentialView> credentials(Caller caller) {
        return new Page<>(
                new Credentials(entities)
                        .list(caller).stream().map(CredentialEntity::view).toList(),
                null);
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.PARTNER_ADMIN, Roles.PARTNER_DEVELOPER})
    public Outcome<CredentialView> revoke(Caller caller, CredentialId id) {
        if (!CredentialRules.mayManage(caller)) {
            return Declines.forbidden("credential-scope", TEXT.beyondOwn());
        }
        Optional<CredentialEntity> found = new Credentials(entities).find(caller, id);
        if (found.isEmpty()) {
            return Declines.notFound(TEXT.noSuchCredential(id));
        }
        CredentialEntity credential = found.get();
        if (credential.revoke(now())) {
            entities.flush();
            audit.record(new Event.CredentialRevoked(caller, id, credential.partner()));
            snapshots.changed(KeySource.NAME);
        }
        return Outcome.done(credential.view());
    }

    private Outcome<PartnerId> existing(PartnerId partner) {
        return new Credentials(entities).partnerExists(partner)
                ? Outcome.done(partner)
                : Declines.invalid(TEXT.unknownPartner(partner));
    }

    private IssuedCredential issue(
            Caller caller,
            NewCredential draft,
            PartnerId partner,
            Set<String> scopes,
            Instant expiry) {
        ApiKey key = ApiKey.generate(RANDOM);
        CredentialEntity credential =
                new CredentialEntity(
                        key,
                        draft,
                        partner,
                        scopes,
                        expiry.truncatedTo(ChronoUnit.MICROS),
                        caller.name(),
                        now());
        entities.persist(credential);
        entities.flush();
        audit.record(new Event.CredentialCreated(caller, key.id(), partner, scopes));
        snapshots.changed(KeySource.NAME);
        return new IssuedCredential(credential.view(), key.insecureText());
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
