package io.vouchsafe.inference;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import org.jspecify.annotations.Nullable;

/** One governed prediction, end to end: admit, route, mask, predict, explain, release, settle. */
public interface InferenceGateway {
    InferenceOutcome answer(InferenceRequest request);

    /**
     * Signatures of a model the caller may call.
     *
     * @param version null: the champion
     * @return NOT_FOUND also when the caller is not entitled
     */
    Outcome<ServedModel> describe(Caller caller, ModelName model, @Nullable Long version);

    /** Models the caller may call and that are deployed, by name. */
    java.util.List<ServedModel> list(Caller caller);

    /** True when the log is writable, snapshots are fresh, the engine passed its self-check. */
    Readiness readiness();
}
