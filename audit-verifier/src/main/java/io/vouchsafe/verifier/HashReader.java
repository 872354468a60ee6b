package io.vouchsafe.verifier;

import java.util.List;

/**
 * Where a proof's computation finds the hashes of complete subtrees. Called once per proof with all
 * it needs.
 */
@FunctionalInterface
public interface HashReader {

    /**
     * Reads the hashes of the given nodes.
     *
     * @param nodes distinct complete subtrees, at most a few dozen
     * @return as many hashes, in the same order
     */
    List<Hash> read(List<NodeId> nodes);
}
