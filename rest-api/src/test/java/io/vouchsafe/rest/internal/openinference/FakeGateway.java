package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.inference.InferenceGateway;
import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceRequest;
import io.vouchsafe.inference.Readiness;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what it was asked and answers as it was told. */
final class FakeGateway implements InferenceGateway {
    final List<InferenceRequest> asked = new ArrayList<>();
    Function<InferenceRequest, InferenceOutcome> answer =
            request ->
                    new InferenceOutcome.Refused(
                            Reason.UNKNOWN_MODEL, "There is no such model.", null, null, null);
    @Nullable ServedModel served;
    Readiness readiness = new Readiness(List.of());

    @Override
    public InferenceOutcome answer(InferenceRequest request) {
        asked.add(request);
        return answer.apply(request);
    }

    @Override
    public Outcome<ServedModel> describe(Caller caller, ModelName model, @Nullable Long version) {
        ServedModel known = served;
        boolean named =
                known != null
                        && known.ref().name().equals(model)
                        && (version == null || version == known.ref().version());
        return named
                ? Outcome.done(java.util.Objects.requireNonNull(known))
                : Outcome.declined(
                        Outcome.Kind.NOT_FOUND, "model-unknown", "There is no such model.");
    }

    @Override
    public List<ServedModel> list(Caller caller) {
        return served == null ? List.of() : List.of(served);
    }

    @Override
    public Readiness readiness() {
        return readiness;
    }
}
