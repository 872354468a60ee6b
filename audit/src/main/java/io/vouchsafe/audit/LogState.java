package io.vouchsafe.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The log now.
 *
 * @param size entries that are durable
 * @param published entries that the newest checkpoint covers
 * @param root base64 of the published root; null before the first checkpoint
 */
public record LogState(
        String origin,
        long size,
        long published,
        @Nullable String root,
        @Nullable Instant checkpointTime,
        boolean writable) {}
