package io.vouchsafe.benchmarks.baseline;

import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.inference.internal.deployment.ModelPool;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.partners.RateLimit;
import io.vouchsafe.privacy.MaskedInput;
import io.vouchsafe.privacy.Masking;
import io.vouchsafe.privacy.ReleasedOutput;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the governed gateway is measured against: the same enterprise bean without admission,
 * masking, bulkhead and log.
 */
@Singleton
@Local(EngineCalls.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({Roles.PARTNER_ADMIN, Roles.PARTNER_DEVELOPER})
public class EngineOnly implements EngineCalls {
    private static final Sequenced NOWHERE = new Sequenced(0, ReceiptId.fresh());
    private static final RateLimit UNLIMITED = new RateLimit(1_000_000, 1_000_000, 1);

    private final Rollouts rollouts;
    private final ModelPool pool;
    private final Masking masking;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that answers is made by the other one
    public EngineOnly() {
        this(null, null, null);
    }

    @Inject
    public EngineOnly(Rollouts rollouts, ModelPool pool, Masking masking) {
        this.rollouts = rollouts;
        this.pool = pool;
        this.masking = masking;
    }

    @Override
    public InferenceOutcome call(InferenceRequest request) {
        DeployedVersion version = version(request);
        LoadedModel model = pool.ready(version).orElseThrow();
        Signature signature = signature(model, request.signature());
        MaskedInput input = MaskedInput.insecureUnmasked(request.inputs());
        Payload prediction =
                model.predict(signature, input, request.outputs(), Deadline.in(request.timeout()));
        ReleasedOutput released = masking.release(prediction, null, Set.of(), input);
        byte[] body = request.encoder().encode(released, version.ref());
        return new InferenceOutcome.Answered(body, version.ref(), NOWHERE, UNLIMITED);
    }

    private DeployedVersion version(InferenceRequest request) {
        return switch (rollouts.route(request.model(), request.version(), request.label())) {
            case Routing.Route route -> route.version();
            case Routing.Unroutable unroutable ->
                    throw new IllegalStateException("Benchmark without a model: " + unroutable);
        };
    }

    private static Signature signature(LoadedModel model, @Nullable String name) {
        Signature signature = model.signatures().get(name == null ? Signature.DEFAULT : name);
        if (signature == null) {
            throw new IllegalStateException("Benchmark of an unknown signature: " + name);
        }
        return signature;
    }
}
