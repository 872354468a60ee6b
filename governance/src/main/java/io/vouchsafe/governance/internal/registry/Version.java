package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.governance.internal.SignatureJson;
import io.vouchsafe.governance.internal.artefact.ArtefactStore;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Uuid7;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version's life: a model owner registers it as a draft and submits it; somebody else, an
 * approver, approves or rejects it; approved, it is deployed, and may be stopped and resumed any
 * number of times. A rejected version may be submitted again; nothing leads back behind an
 * approval.
 *
 * <p>Its methods are public so that a lazy reference passes each of them on, whatever loaded it.
 */
@Entity
@Table(name = "model_version")
class Version {
    @Id private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "model_id")
    private Model model;

    private long number;

    @Enumerated(EnumType.STRING)
    private VersionState state;

    private String digest;
    private String engine;
    private long bytes;

    @Column(columnDefinition = "text")
    private String signatures;

    @Column(name = "registered_by")
    private String registeredBy;

    @Column(name = "submitted_by")
    private @Nullable String submittedBy;

    @Column(name = "decided_by")
    private @Nullable String decidedBy;

    @ElementCollection
    @CollectionTable(name = "version_step", joinColumns = @JoinColumn(name = "version_id"))
    @OrderColumn(name = "sequence")
    private List<Step> history = new ArrayList<>();

    @jakarta.persistence.Version
    @Column(name = "lock_version")
    private long lockVersion;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Version() {}

    Version(
            Model model,
            long number,
            ArtefactStore.Stored files,
            String engine,
            List<Signature> signatures,
            String registeredBy,
            Instant now) {
        this.id = Uuid7.next();
        this.model = model;
        this.number = number;
        this.state = VersionState.DRAFT;
        this.digest = files.digest();
        this.bytes = files.bytes();
        this.engine = engine;
        this.signatures = SignatureJson.write(signatures);
        this.registeredBy = registeredBy;
        history.add(new Step(state, registeredBy, now, null));
    }

    public Outcome<Version> submit(Caller by, Instant now, @Nullable String comment) {
        Outcome<Version> moved =
                move(
                        "submitted",
                        EnumSet.of(VersionState.DRAFT, VersionState.REJECTED),
                        VersionState.SUBMITTED,
                        by,
                        now,
                        comment);
        return moved.map(
                version -> {
                    submittedBy = by.name();
                    decidedBy = null;
                    return version;
                });
    }

    public Outcome<Version> approve(Caller by, Instant now, @Nullable String comment) {
        return decide("approved", VersionState.APPROVED, by, now, comment);
    }

    public Outcome<Version> reject(Caller by, Instant now, @Nullable String comment) {
        return decide("rejected", VersionState.REJECTED, by, now, comment);
    }

    /** Through {@link Model#deploy} only, which also makes it champion. */
    public Outcome<Version> deploy(Caller by, Instant now, @Nullable String comment) {
        return move(
                "deployed",
                EnumSet.of(VersionState.APPROVED),
                VersionState.DEPLOYED,
                by,
                now,
                comment);
    }

    public Outcome<Version> stop(Caller by, Instant now, @Nullable String comment) {
        return move(
                "stopped",
                EnumSet.of(VersionState.DEPLOYED),
                VersionState.STOPPED,
                by,
                now,
                comment);
    }

    public Outcome<Version> resume(Caller by, Instant now, @Nullable String comment) {
        return move(
                "resumed",
                EnumSet.of(VersionState.STOPPED),
                VersionState.DEPLOYED,
                by,
                now,
                comment);
    }

    /** Something happened to it that left its state alone. */
    public void note(Caller by, Instant now, @Nullable String comment) {
        history.add(new Step(state, by.name(), now, comment));
    }

    public boolean isDeployed() {
        return state == VersionState.DEPLOYED;
    }

    public VersionState state() {
        return state;
    }

    public String digest() {
        return digest;
    }

    public UUID id() {
        return id;
    }

    public Model model() {
        return model;
    }

    public ModelRef ref() {
        return new ModelRef(model.name(), number);
    }

    public VersionView view() {
        return new VersionView(
                ref(),
                state,
                model.champion().filter(this::equals).isPresent(),
                digest,
                engine,
                bytes,
                SignatureJson.read(signatures),
                registeredBy,
                submittedBy,
                decidedBy,
                history.stream().map(Step::view).toList());
    }

    /** By id: a lazy reference and its entity are the same version. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Version that && id.equals(that.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    private Outcome<Version> decide(
            String verb, VersionState to, Caller by, Instant now, @Nullable String comment) {
        if (by.name().equals(registeredBy) || by.name().equals(submittedBy)) {
            return Declines.fourEyes(ref(), by);
        }
        if (!by.is(Roles.APPROVER)) {
            return Declines.approverRoleMissing(by);
        }
        Outcome<Version> moved =
                move(verb, EnumSet.of(VersionState.SUBMITTED), to, by, now, comment);
        return moved.map(
                version -> {
                    decidedBy = by.name();
                    return version;
                });
    }

    private Outcome<Version> move(
            String verb,
            Set<VersionState> from,
            VersionState to,
            Caller by,
            Instant now,
            @Nullable String comment) {
        if (!from.contains(state)) {
            return Declines.wrongState(ref(), verb, state, from);
        }
        state = to;
        history.add(new Step(to, by.name(), now, comment));
        return Outcome.done(this);
    }
}
