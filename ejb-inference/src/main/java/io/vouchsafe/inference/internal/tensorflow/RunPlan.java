package io.vouchsafe.inference.internal.tensorflow;

import java.util.List;
import org.tensorflow.internal.c_api.TF_Output;

/**
 * Where to feed and what to fetch, resolved once. Safe for concurrent use: it is only read.
 *
 * @param inputs in the order of {@code feeds}
 * @param outputs in the order of {@code fetches}
 */
record RunPlan(List<String> inputs, TF_Output feeds, List<String> outputs, TF_Output fetches)
        implements AutoCloseable {
    @Override
    public void close() {
        feeds.close();
        fetches.close();
    }
}
