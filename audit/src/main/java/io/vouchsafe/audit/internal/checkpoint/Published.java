package io.vouchsafe.audit.internal.checkpoint;

import io.vouchsafe.verifier.Hash;
import java.time.Instant;

/**
 * A checkpoint that the world may have seen.
 *
 * @param note the signed note, verbatim
 */
public record Published(long size, Hash root, String note, Instant time) {}
