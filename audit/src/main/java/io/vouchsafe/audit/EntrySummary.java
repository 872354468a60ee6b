package io.vouchsafe.audit;

import io.vouchsafe.kernel.ReceiptId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list.
 *
 * @param decision null for management events
 * @param masked how many masking rules acted, counted
 * @param published true when a checkpoint covers it
 */
public record EntrySummary(
        long index,
        ReceiptId receipt,
        String type,
        Instant time,
        @Nullable Decision decision,
        @Nullable String reason,
        @Nullable String partner,
        @Nullable String contract,
        @Nullable String model,
        @Nullable String caller,
        @Nullable String purpose,
        int masked,
        @Nullable BigDecimal price,
        @Nullable String currency,
        boolean published) {}
