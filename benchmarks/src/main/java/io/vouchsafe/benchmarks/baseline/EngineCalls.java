package io.vouchsafe.benchmarks.baseline;

import io.vouchsafe.inference.InferenceOutcome;
import io.vouchsafe.inference.InferenceRequest;

/** The engine behind an enterprise bean, and nothing else. */
public interface EngineCalls {
    /** Predicts; the outcome's receipt is none of the log's. */
    InferenceOutcome call(InferenceRequest request);
}
