package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.inference.Readiness;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.inference.internal.deployment.ModelPool;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.store.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a caller may know of the models that are deployed, and whether they can answer. */
@ApplicationScoped
class Catalogue {
    private final Contracts contracts;
    private final Rollouts rollouts;
    private final ModelPool pool;
    private final ModelEngine engine;
    private final Explainers explainers;
    private final AuditLog audit;
    private final Snapshots snapshots;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected Catalogue() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Catalogue(
            Contracts contracts,
            Rollouts rollouts,
            ModelPool pool,
            ModelEngine engine,
            Explainers explainers,
            AuditLog audit,
            Snapshots snapshots) {
        this.contracts = contracts;
        this.rollouts = rollouts;
        this.pool = pool;
        this.engine = engine;
        this.explainers = explainers;
        this.audit = audit;
        this.snapshots = snapshots;
    }

    Outcome<ServedModel> describe(Caller caller, ModelName model, @Nullable Long version) {
        if (!caller.isProvider() && !contracts.callable(caller).contains(model)) {
            return unknown(model);
        }
        return switch (rollouts.route(model, version, null)) {
            case Routing.Route route -> Outcome.done(described(route.version()));
            case Routing.Unroutable unroutable ->
                    unroutable.reason() == Reason.MODEL_STOPPED
                            ? Outcome.declined(
                                    Outcome.Kind.UNAVAILABLE,
                                    "model-stopped",
                                    LOG.stopped(model.value()))
                            : unknown(model);
        };
    }

    private static Outcome<ServedModel> unknown(ModelName model) {
        return Outcome.declined(
                Outcome.Kind.NOT_FOUND, "model-unknown", LOG.unknownModel(model.value()));
    }

    List<ServedModel> list(Caller caller) {
        ServingPlan plan = plan();
        Set<ModelName> callable =
                caller.isProvider() ? plan.champions().keySet() : contracts.callable(caller);
        return plan.champions().entrySet().stream()
                .filter(champion -> callable.contains(champion.getKey()))
                .map(champion -> plan.deployed().get(champion.getValue()))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(deployed -> deployed.ref().name().value()))
                .map(this::described)
                .toList();
    }

    private ServedModel described(DeployedVersion version) {
        List<Long> versions =
                plan().deployed().keySet().stream()
                        .filter(ref -> ref.name().equals(version.ref().name()))
                        .map(ModelRef::version)
                        .sorted()
                        .toList();
        LoadedModel model = pool.ready(version).orElse(null);
        return new ServedModel(
                version.ref(),
                engine.name(),
                version.signatures(),
                model != null,
                versions,
                model == null ? List.of() : explanations(model));
    }

    /** Of the default signature, or of any when there is none. */
    private List<String> explanations(LoadedModel model) {
        Signature preset = model.signatures().get(Signature.DEFAULT);
        Collection<Signature> asked =
                preset == null ? model.signatures().values() : List.of(preset);
        try {
            return asked.stream()
                    .flatMap(one -> explainers.offered(model, one).stream())
                    .distinct()
                    .toList();
        } catch (ModelClosedException unloaded) {
            return List.of();
        }
    }

    Readiness readiness() {
        List<String> obstacles = new ArrayList<>();
        if (!audit.writable()) {
            obstacles.add(LOG.obstacleLog());
        }
        if (!snapshots.fresh()) {
            obstacles.add(LOG.obstacleSnapshots());
        }
        if (!pool.engineIsSound()) {
            obstacles.add(LOG.obstacleEngine());
        }
        ServingPlan plan = plan();
        plan.champions().values().stream()
                .filter(plan.deployed()::containsKey)
                .filter(champion -> !pool.isReady(champion))
                .forEach(champion -> obstacles.add(LOG.obstacleModel(champion.toString())));
        return new Readiness(obstacles);
    }

    private ServingPlan plan() {
        return rollouts.plan().current();
    }
}
