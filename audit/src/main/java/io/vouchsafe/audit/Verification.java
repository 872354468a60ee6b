package io.vouchsafe.audit;

import java.util.List;

/**
 * What checking one entry found.
 *
 * @param sound true when every check passed
 * @param size of the tree the proof was checked against
 */
public record Verification(
        boolean sound, long index, long size, String origin, List<Check> checks) {
    /**
     * One check.
     *
     * @param name {@code body, entry, columns, subject, explanation, inclusion, tree,
     *     signature:Ed25519, signature:ML-DSA-44}; what does not apply is left out
     * @param detail empty when it passed, else expected and found
     */
    public record Check(String name, boolean passed, String detail) {}
}
