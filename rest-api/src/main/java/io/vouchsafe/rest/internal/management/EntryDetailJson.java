package io.vouchsafe.rest.internal.management;

import io.vouchsafe.audit.EntryDetail;
import io.vouchsafe.rest.internal.json.Verbatim;
import org.jspecify.annotations.Nullable;

/**
 * One entry, whole.
 *
 * @param entry the body, as it was hashed
 * @param explanation null when none was asked or it was erased
 */
record EntryDetailJson(EntryJson summary, Verbatim entry, @Nullable Verbatim explanation) {
    static EntryDetailJson of(EntryDetail detail) {
        String explanation = detail.explanation();
        return new EntryDetailJson(
                EntryJson.of(detail.summary()),
                new Verbatim(detail.body()),
                explanation == null ? null : new Verbatim(explanation));
    }
}
