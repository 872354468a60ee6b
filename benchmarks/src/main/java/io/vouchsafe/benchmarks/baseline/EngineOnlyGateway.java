package io.vouchsafe.benchmarks.baseline;

import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.inference.Readiness;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the gateway's place in the second copy of the API's WAR. A bean of the WAR, so that the
 * first copy does not see it; the enterprise bean is in a jar of its own, since a WAR's class
 * loader has one security domain only.
 */
@ApplicationScoped
@Alternative
@Priority(1)
public class EngineOnlyGateway implements InferenceGateway {
    private final EngineCalls engine;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    protected EngineOnlyGateway() {
        this(null);
    }

    @Inject
    public EngineOnlyGateway(EngineCalls engine) {
        this.engine = engine;
    }

    @Override
    public InferenceOutcome answer(InferenceRequest request) {
        return engine.call(request);
    }

    @Override
    public Outcome<ServedModel> describe(Caller caller, ModelName model, @Nullable Long version) {
        throw new UnsupportedOperationException("The baseline only infers");
    }

    @Override
    public List<ServedModel> list(Caller caller) {
        throw new UnsupportedOperationException("The baseline only infers");
    }

    @Override
    public Readiness readiness() {
        throw new UnsupportedOperationException("The baseline only infers");
    }
}
