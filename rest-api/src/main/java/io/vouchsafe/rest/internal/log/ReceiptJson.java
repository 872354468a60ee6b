package io.vouchsafe.rest.internal.log;

import io.vouchsafe.audit.Receipt;
import io.vouchsafe.audit.Salt;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.rest.internal.json.Verbatim;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A published receipt as JSON; its parts are those of the proof, for readers who do not parse it.
 *
 * @param state {@code published}
 * @param entry the body, as it was hashed
 * @param salt base64; with the body it makes the entry's hash. Null when the proof carries none
 * @param checkpoint the signed note
 * @param proof {@code c2sp.org/tlog-proof@v1}, whole
 */
record ReceiptJson(
        ReceiptId id,
        long index,
        String state,
        Verbatim entry,
        @Nullable String salt,
        String checkpoint,
        String proof) {
    private static final String EXTRA = "extra ";

    static ReceiptJson of(Receipt.Published receipt) {
        String proof = receipt.proof();
        return new ReceiptJson(
                receipt.id(),
                receipt.index(),
                "published",
                new Verbatim(receipt.body()),
                salt(proof),
                checkpoint(proof),
                proof);
    }

    /** The first 32 bytes of what the proof's {@code extra} line encodes. */
    private static @Nullable String salt(String proof) {
        return proof.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(EXTRA))
                .findFirst()
                .map(line -> Base64.getDecoder().decode(line.substring(EXTRA.length())))
                .filter(extra -> extra.length >= Salt.BYTES)
                .map(extra -> Base64.getEncoder().encodeToString(Arrays.copyOf(extra, Salt.BYTES)))
                .orElse(null);
    }

    /** What follows the first empty line. */
    private static String checkpoint(String proof) {
        int end = proof.indexOf("\n\n");
        return end < 0 ? "" : proof.substring(end + 2);
    }
}
