package io.vouchsafe.audit;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ReceiptId;
import java.time.Duration;
import java.util.Optional;

/** The log as the outside reads it: C2SP tlog-tiles, and receipts. */
public interface TransparencyLog {
    /** The newest checkpoint, a signed note; empty before the first entry is published. */
    Optional<String> checkpoint();

    /** Verification keys, one vkey per line, with comments. */
    String keys();

    /**
     * A tile of hashes or entries by its path below {@code /log/}, such as {@code
     * tile/0/x001/234.p/7}; empty when the published tree does not have it.
     */
    Optional<byte[]> tile(String path);

    /**
     * The receipt, waiting up to {@code patience} for the checkpoint that covers it. A receipt of
     * another partner is {@link Receipt.Unknown}, and the try is recorded.
     */
    Receipt receipt(Caller caller, ReceiptId id, Duration patience);
}
