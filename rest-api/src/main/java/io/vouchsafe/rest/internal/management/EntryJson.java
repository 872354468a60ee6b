package io.vouchsafe.rest.internal.management;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.kernel.ReceiptId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log.
 *
 * @param decision null for management events
 * @param masked how often masking acted
 * @param published true when a checkpoint covers it
 */
record EntryJson(
        long index,
        ReceiptId receipt,
        String type,
        @Nullable Decision decision,
        Instant time,
        @Nullable String reason,
        @Nullable String partner,
        @Nullable String contract,
        @Nullable String model,
        @Nullable String caller,
        @Nullable String purpose,
        int masked,
        @Nullable BigDecimal price,
        @Nullable String currency,
        boolean published) {
    static EntryJson of(EntrySummary entry) {
        return new EntryJson(
                entry.index(),
                entry.receipt(),
                entry.type(),
                entry.decision(),
                entry.time(),
                entry.reason(),
                entry.partner(),
                entry.contract(),
                entry.model(),
                entry.caller(),
                entry.purpose(),
                entry.masked(),
                entry.price(),
                entry.currency(),
                entry.published());
    }
}
