package io.vouchsafe.inference.internal.gateway;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.inference.internal.deployment.ModelPool;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/** Which version answers, and whether it can now. */
@ApplicationScoped
class ModelRoutes {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Rollouts rollouts;
    private final ModelPool pool;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected ModelRoutes() {
        this(null, null);
    }

    @Inject
    ModelRoutes(Rollouts rollouts, ModelPool pool) {
        this.rollouts = rollouts;
        this.pool = pool;
    }

    /** The approved version in memory; refused when there is none. */
    ModelRoute route(InferenceRequest request) {
        return switch (rollouts.route(request.model(), request.version(), request.label())) {
            case Routing.Unroutable unroutable ->
                    throw refused(unroutable.reason(), request.model().value());
            case Routing.Route route -> loaded(route.version(), request);
        };
    }

    private ModelRoute loaded(DeployedVersion version, InferenceRequest request) {
        LoadedModel model =
                pool.ready(version)
                        .orElseThrow(() -> refused(Reason.MODEL_LOADING, version.ref().toString()));
        Map<String, Signature> signatures = model.signatures();
        String name = request.signature() == null ? Signature.DEFAULT : request.signature();
        Signature signature = signatures.get(name);
        if (signature == null) {
            throw new RefusedException(
                    Reason.UNKNOWN_SIGNATURE,
                    LOG.unknownSignature(
                            name, String.join(", ", new TreeSet<>(signatures.keySet()))));
        }
        return new ModelRoute(version, model, signature);
    }

    /** A version may have been stopped while it computed: then its answer is none. */
    void checkStillServing(ModelRef ref) {
        if (rollouts.plan().current().stopped().contains(ref)) {
            throw refused(Reason.MODEL_STOPPED, ref.toString());
        }
    }

    /** What it means that a model was unloaded under a request: stopped, or replaced. */
    RefusedException unloaded(ModelRef ref) {
        boolean stopped = rollouts.plan().current().stopped().contains(ref);
        return refused(stopped ? Reason.MODEL_STOPPED : Reason.MODEL_LOADING, ref.toString());
    }

    private static RefusedException refused(Reason reason, String model) {
        return switch (reason) {
            case MODEL_STOPPED -> new RefusedException(reason, LOG.stopped(model));
            case MODEL_LOADING -> new RefusedException(reason, LOG.loading(model), SOON);
            case UNKNOWN_MODEL -> new RefusedException(reason, LOG.unknownModel(model));
            default -> new RefusedException(reason, LOG.notDeployed(model));
        };
    }
}
