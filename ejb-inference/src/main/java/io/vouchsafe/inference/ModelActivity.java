package io.vouchsafe.inference;

import io.vouchsafe.kernel.ModelRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a version did on this node since the node started.
 *
 * @param answered requests
 * @param answeredNanos from their admission to their durable entry, together
 * @param rows of answered requests
 * @param failed requests that reached the version and were refused or failed
 * @param failedNanos of those, together
 * @param last request that was answered; null: none yet
 */
public record ModelActivity(
        ModelRef model,
        long answered,
        long answeredNanos,
        long rows,
        long failed,
        long failedNanos,
        @Nullable Instant last) {}
