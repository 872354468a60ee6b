package io.vouchsafe.inference;

import org.jspecify.annotations.Nullable;

/**
 * Where a version stands in this node's memory.
 *
 * @param reason why the last load failed, for the model's owner; null otherwise
 * @param bytes its share of the memory for models; 0 unless it is loaded
 */
public record LoadState(Stage stage, @Nullable String reason, long bytes) {
    /** What a call would meet. */
    public enum Stage {
        /** Not in memory; a call to a deployed version loads it. */
        UNLOADED,
        LOADING,
        LOADED,
        /** A call is refused; it is tried again every ten seconds. */
        FAILED
    }
}
