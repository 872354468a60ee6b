package io.vouchsafe.audit;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.PartnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to look for; a null condition does not limit.
 *
 * @param model a name, or {@code name@version}
 * @param text free text over receipt id, type, caller and reason
 * @param after cursor of {@code Page.next()}
 * @param limit 1 to 200
 */
public record EntryQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable PartnerId partner,
        @Nullable ContractId contract,
        @Nullable String model,
        @Nullable String subject,
        @Nullable Decision decision,
        @Nullable String type,
        @Nullable String text,
        @Nullable String after,
        int limit) {
    public EntryQuery {
        if (limit < 1 || limit > 200) {
            throw new IllegalArgumentException("A page has 1 to 200 entries, not " + limit);
        }
    }

    /** The newest entries. */
    public static EntryQuery newest(int limit) {
        return new EntryQuery(null, null, null, null, null, null, null, null, null, null, limit);
    }

    /** The newest predictions. */
    public static EntryQuery newestPredictions(int limit) {
        return new EntryQuery(
                null, null, null, null, null, null, null, "prediction", null, null, limit);
    }
}
