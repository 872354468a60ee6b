package io.vouchsafe.audit;

import io.vouchsafe.kernel.ReceiptId;

/** What is known of a receipt id. */
public sealed interface Receipt {
    /** Nothing, or nothing for this caller. */
    record Unknown() implements Receipt {}

    /** Its body was aged out; index and hash stay. */
    record Aged(ReceiptId id, long index) implements Receipt {}

    /** Durable, but no checkpoint covers it yet. */
    record Pending(ReceiptId id, long index, String body) implements Receipt {}

    /**
     * Proved against a signed checkpoint.
     *
     * @param body canonical JSON (RFC 8785)
     * @param proof the whole tlog-proof text, checkpoint included
     */
    record Published(ReceiptId id, long index, String body, String proof) implements Receipt {}
}
