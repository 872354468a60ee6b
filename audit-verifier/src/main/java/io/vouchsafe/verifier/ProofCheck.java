package io.vouchsafe.verifier;

/** The answer to the check of an inclusion or consistency proof. */
public sealed interface ProofCheck {

    /** The proof proves what it says. */
    record Holds() implements ProofCheck {}

    /** It does not; {@code sentence} names what differs. */
    record Fails(Reason reason, String sentence) implements ProofCheck {}

    /** For callers that need no reason. */
    default boolean holds() {
        return this instanceof Holds;
    }
}
