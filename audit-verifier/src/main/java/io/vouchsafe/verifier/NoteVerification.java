package io.vouchsafe.verifier;

import java.util.List;

/** The answer to the check of a note's signatures. */
public sealed interface NoteVerification {

    /**
     * At least one trusted key signed, and none of them failed.
     *
     * @param verified what verified, each key once, in the note's order
     * @param ignored lines of unknown keys, about which nothing is said
     */
    record Opened(List<VerifiedSignature> verified, List<NoteSignature> ignored)
            implements NoteVerification {

        /** Whether a key of that name and type signed. */
        public boolean signedBy(String name, SignatureType type) {
            return verified.stream()
                    .anyMatch(one -> one.type() == type && one.key().name().equals(name));
        }
    }

    /** The note must not be believed; {@code sentence} says why. */
    record Refused(Reason reason, String sentence) implements NoteVerification {}
}
