package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Uuid7;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model and who speaks for it. Each deployed version becomes champion and remembers whom it
 * followed, so roll-backs go back step by step and never to a version that was itself rolled back.
 *
 * <p>Its methods are public so that a lazy reference passes each of them on, whatever loaded it.
 */
@Entity
@Table(name = "model")
class Model {
    @Id private UUID id;
    private String name;
    private String owner;

    @Column(name = "created_at")
    private Instant createdAt;

    @ElementCollection
    @CollectionTable(name = "champion_term", joinColumns = @JoinColumn(name = "model_id"))
    @OrderColumn(name = "sequence")
    private List<Term> terms = new ArrayList<>();

    @jakarta.persistence.Version
    @Column(name = "lock_version")
    private long lockVersion;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Model() {}

    Model(ModelName name, String owner, Instant now) {
        this.id = Uuid7.next();
        this.name = name.value();
        this.owner = owner;
        this.createdAt = now;
    }

    /** APPROVED → DEPLOYED and champion; the former champion stays deployed. */
    public Outcome<Version> deploy(
            Version version, Caller by, Instant now, @Nullable String comment) {
        return version.deploy(by, now, comment)
                .map(
                        deployed -> {
                            appoint(deployed, terms.isEmpty() ? null : terms.size() - 1, by, now);
                            return deployed;
                        });
    }

    /** DEPLOYED → STOPPED; a stopped champion stays champion, so nothing answers in its place. */
    public Outcome<Version> stop(
            Version version, Caller by, Instant now, @Nullable String comment) {
        return version.stop(by, now, comment);
    }

    /** STOPPED → DEPLOYED. */
    public Outcome<Version> resume(
            Version version, Caller by, Instant now, @Nullable String comment) {
        return version.resume(by, now, comment);
    }

    /** The champion makes room for the one before it, which must be able to answer. */
    public Outcome<Version> rollback(
            Version version, Caller by, Instant now, @Nullable String comment) {
        if (champion().filter(version::equals).isEmpty()) {
            return Declines.notChampion(version.ref());
        }
        Integer former = terms.getLast().former();
        if (former == null) {
            return Declines.noFormerChampion(version.ref());
        }
        Term before = terms.get(former);
        if (!before.version().isDeployed()) {
            return Declines.formerChampionNotDeployed(before.version());
        }
        version.note(by, now, comment);
        before.version().note(by, now, comment);
        appoint(before.version(), before.former(), by, now);
        return Outcome.done(before.version());
    }

    public Optional<Version> champion() {
        return terms.isEmpty() ? Optional.empty() : Optional.of(terms.getLast().version());
    }

    public ModelName name() {
        return new ModelName(name);
    }

    public String owner() {
        return owner;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public UUID id() {
        return id;
    }

    private void appoint(Version version, @Nullable Integer former, Caller by, Instant now) {
        terms.add(new Term(version, former, by.name(), now));
    }
}
