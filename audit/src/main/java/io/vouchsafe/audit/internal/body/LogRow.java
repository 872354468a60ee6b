package io.vouchsafe.audit.internal.body;

import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.Receipt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry ready to be written: body and hashes computed, personal parts sealed.
 *
 * @param hash SHA-256(salt ‖ body), the log's entry
 * @param leaf RFC 6962 leaf hash of {@code hash}
 * @param columns what search looks at; all of it stands in the body too
 * @param detached null when there is nothing to detach
 * @param projected one element per projection: its row, or null
 * @param rejection why a projection could not make its row; such an entry is refused by the log
 */
public record LogRow(
        ReceiptId id,
        byte[] salt,
        byte[] body,
        Hash hash,
        Hash leaf,
        Columns columns,
        @Nullable Detached detached,
        List<@Nullable Object @Nullable []> projected,
        @Nullable RuntimeException rejection) {

    /** What search looks at. */
    public record Columns(
            String type,
            Instant time,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable String partner,
            @Nullable String contract,
            @Nullable String model,
            @Nullable Long modelVersion,
            String caller) {}

    /**
     * The erasable part.
     *
     * @param subjectTag blind index of the pseudonym
     * @param subject the pseudonym, sealed
     * @param subjectSalt of the body's commitment to it
     * @param explanation canonical JSON, sealed
     */
    public record Detached(
            byte @Nullable [] subjectTag,
            byte @Nullable [] subject,
            byte @Nullable [] subjectSalt,
            byte @Nullable [] explanation) {}

    static LogRow of(
            ReceiptId id,
            byte[] salt,
            byte[] body,
            Columns columns,
            @Nullable Detached detached,
            List<@Nullable Object @Nullable []> projected,
            @Nullable RuntimeException rejection) {
        Hash hash = Receipt.entry(salt, body);
        return new LogRow(
                id, salt, body, hash, Receipt.leaf(hash), columns, detached, projected, rejection);
    }

    /** An event's row: nothing detached, nothing projected. */
    public static LogRow event(ReceiptId id, byte[] salt, byte[] body, Columns columns) {
        return of(id, salt, body, columns, null, List.of(), null);
    }
}
