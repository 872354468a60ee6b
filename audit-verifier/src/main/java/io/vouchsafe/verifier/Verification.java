package io.vouchsafe.verifier;

/** The answer to the check of a receipt. */
public sealed interface Verification {

    /** Everything verifies. */
    record Verified(ReceiptFacts facts) implements Verification {}

    /** Something does not; {@code sentence} names what differs. */
    record Rejected(Reason reason, String sentence) implements Verification {}
}
