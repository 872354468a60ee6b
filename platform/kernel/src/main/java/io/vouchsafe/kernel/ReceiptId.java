package io.vouchsafe.kernel;

import java.util.UUID;

/** Names one entry of the log to the outside: a UUIDv7 (RFC 9562), so ids sort by time. */
public record ReceiptId(UUID value) {
    /** A new id; unique over all nodes. */
    public static ReceiptId fresh() {
        return new ReceiptId(Uuid7.next());
    }

    /** Reads the canonical text form; anything else is an {@link IllegalArgumentException}. */
    public static ReceiptId parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException(
                    "A receipt id has 36 characters, not " + text.length());
        }
        return new ReceiptId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
