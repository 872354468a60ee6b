package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.governance.Rollout;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Uuid7;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    @ElementCollection
    @CollectionTable(name = "model_alias", joinColumns = @JoinColumn(name = "model_id"))
    @MapKeyColumn(name = "label")
    private Map<String, Alias> aliases = new HashMap<>();

    @ElementCollection
    @CollectionTable(name = "traffic_share", joinColumns = @JoinColumn(name = "model_id"))
    @MapKeyColumn(name = "kind")
    @MapKeyEnumerated(EnumType.STRING)
    private Map<Rollout.Kind, TrafficShare> shares = new HashMap<>();

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

    /** APPROVED → DEPLOYED beside the champion. */
    public Outcome<Version> stage(
            Version version, Caller by, Instant now, @Nullable String comment) {
        return version.stage(by, now, comment);
    }

    /** A deployed version becomes champion; it is nobody's canary or shadow any more. */
    public Outcome<Version> promote(
            Version version, Caller by, Instant now, @Nullable String comment) {
        return notChampion(version)
                .then(other -> other.deployed("promoted"))
                .map(
                        promoted -> {
                            promoted.note(by, now, comment);
                            endSharesOf(promoted);
                            appoint(promoted, terms.isEmpty() ? null : terms.size() - 1, by, now);
                            return promoted;
                        });
    }

    /**
     * DEPLOYED → STOPPED; a stopped champion stays champion, so nothing answers in its place. A
     * stopped canary or shadow ends.
     */
    public Outcome<Version> stop(
            Version version, Caller by, Instant now, @Nullable String comment) {
        return version.stop(by, now, comment)
                .map(
                        stopped -> {
                            endSharesOf(stopped);
                            return stopped;
                        });
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
        shares.remove(Rollout.Kind.CANARY); // whoever goes back wants one version to answer
        endSharesOf(version);
        endSharesOf(before.version());
        appoint(before.version(), before.former(), by, now);
        return Outcome.done(before.version());
    }

    /** Lets a deployed version answer to a label. */
    public Outcome<Version> assign(String label, Version version, Caller by, Instant now) {
        return version.deployed("aliased")
                .map(
                        deployed -> {
                            aliases.put(label, new Alias(deployed, by.name(), now));
                            return deployed;
                        });
    }

    /** Takes the label away from its version. */
    public Outcome<Model> unassign(String label) {
        return aliases.remove(label) == null
                ? Declines.unknownAlias(name(), label)
                : Outcome.done(this);
    }

    /** Gives a deployed version beside the champion its part of the traffic. */
    public Outcome<Version> share(
            Rollout.Kind kind, Version version, int perMille, Caller by, Instant now) {
        if (champion().isEmpty()) {
            return Declines.noChampion(name());
        }
        return notChampion(version)
                .then(other -> other.deployed("given a share"))
                .map(
                        deployed -> {
                            shares.put(kind, new TrafficShare(deployed, perMille, by.name(), now));
                            return deployed;
                        });
    }

    /** The champion has that traffic for itself again. */
    public Outcome<Model> end(Rollout.Kind kind) {
        return shares.remove(kind) == null ? Declines.noShare(name(), kind) : Outcome.done(this);
    }

    /** Beside the champion, as the plan shows it. */
    public Rollout rollout() {
        Map<String, ModelRef> labels = new HashMap<>();
        aliases.forEach((label, alias) -> labels.put(label, alias.version().ref()));
        return new Rollout(
                labels,
                share(Rollout.Kind.CANARY),
                share(Rollout.Kind.SHADOW),
                former().map(Version::ref).orElse(null));
    }

    private Rollout.@Nullable Share share(Rollout.Kind kind) {
        TrafficShare share = shares.get(kind);
        return share == null ? null : share.view();
    }

    private Optional<Version> former() {
        return Optional.of(terms)
                .filter(all -> !all.isEmpty())
                .map(all -> all.getLast().former())
                .map(index -> terms.get(index).version());
    }

    private Outcome<Version> notChampion(Version version) {
        return champion().filter(version::equals).isPresent()
                ? Declines.alreadyChampion(version.ref())
                : Outcome.done(version);
    }

    private void endSharesOf(Version version) {
        shares.values().removeIf(share -> share.isOf(version));
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
