package io.vouchsafe.inference.internal.credential;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Event;
import io.vouchsafe.inference.UpstreamCredentials;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.keys.Sealer;
import io.vouchsafe.store.Snapshots;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Credentials: changed in one transaction with the event. */
@Stateless
@RolesAllowed(Roles.ADMIN)
public class UpstreamCredentialsBean implements UpstreamCredentials {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** What a header can hold (RFC 9110, 5.5), without blanks. */
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private final AuditLog audit;
    private final Snapshots snapshots;
    private final Sealer sealer;
    private final Clock clock = Clock.systemUTC();

    @PersistenceContext(unitName = "inference")
    private EntityManager entities;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that answers is made by the other one
    public UpstreamCredentialsBean() {
        this.audit = null;
        this.snapshots = null;
        this.sealer = null;
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // the container sets the entity manager
    public UpstreamCredentialsBean(AuditLog audit, Snapshots snapshots, Sealer sealer) {
        this.audit = audit;
        this.snapshots = snapshots;
        this.sealer = sealer;
    }

    UpstreamCredentialsBean(
            EntityManager entities, AuditLog audit, Snapshots snapshots, Sealer sealer) {
        this(audit, snapshots, sealer);
        this.entities = entities;
    }

    @Override
    public Outcome<View> put(Caller caller, String name, String origin, String value) {
        if (!NAME.matcher(name).matches()) {
            return invalid(LOG.credentialName());
        }
        if (!VALUE.matcher(value).matches()) {
            return invalid(LOG.credentialValue());
        }
        String form;
        try {
            form = Origin.of(URI.create(origin));
        } catch (IllegalArgumentException noAddress) {
            return invalid(LOG.credentialOrigin());
        }
        UpstreamCredential credential =
                entities.find(UpstreamCredential.class, name, LockModeType.PESSIMISTIC_WRITE);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (credential == null) {
            credential = new UpstreamCredential(name);
            credential.replace(form, value, sealer, caller.name(), now);
            entities.persist(credential);
        } else {
            credential.replace(form, value, sealer, caller.name(), now);
        }
        entities.flush();
        audit.record(new Event.UpstreamCredentialStored(caller, name, form));
        snapshots.changed(CredentialSource.NAME);
        return Outcome.done(credential.view());
    }

    private static <T> Outcome<T> invalid(String detail) {
        return Outcome.declined(Outcome.Kind.INVALID, "invalid-field", detail);
    }

    @Override
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR, Roles.MODEL_OWNER})
    public Page<View> list(Caller caller) {
        return new Page<>(
                entities
                        .createQuery(
                                "SELECT c FROM UpstreamCredential c ORDER BY c.name",
                                UpstreamCredential.class)
                        .getResultList()
                        .stream()
                        .map(UpstreamCredential::view)
                        .toList(),
                null);
    }

    @Override
    public Outcome<View> remove(Caller caller, String name) {
        UpstreamCredential credential = entities.find(UpstreamCredential.class, name);
        if (credential == null) {
            return Outcome.declined(Outcome.Kind.NOT_FOUND, "not-found", LOG.noCredential());
        }
        View view = credential.view();
        entities.remove(credential);
        entities.flush();
        audit.record(new Event.UpstreamCredentialRemoved(caller, name));
        snapshots.changed(CredentialSource.NAME);
        return Outcome.done(view);
    }
}
