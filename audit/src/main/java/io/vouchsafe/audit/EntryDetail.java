package io.vouchsafe.audit;

import org.jspecify.annotations.Nullable;

/**
 * One entry, whole.
 *
 * @param body canonical JSON as it was hashed; {@code null} as JSON text when it was aged out
 * @param explanation canonical JSON; null when none was asked or it was erased
 */
public record EntryDetail(EntrySummary summary, String body, @Nullable String explanation) {}
