package io.vouchsafe.inference.internal.processing;

import io.vouchsafe.kernel.TensorSpec;
import java.util.List;
import java.util.Set;

/** One declared step from what a client sends to what the model takes; checked, not yet running. */
sealed interface InputStep permits ImageStep, TextStep, TableStep {
    /** Inputs of the client; their first dimension counts the rows. */
    List<TensorSpec> offers();

    /** Inputs of the model that it fills. */
    Set<String> feeds();

    /** Takes what it needs to run. */
    Preparation begin();
}
