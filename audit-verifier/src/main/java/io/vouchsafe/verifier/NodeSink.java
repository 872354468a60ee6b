package io.vouchsafe.verifier;

/**
 * Receives every subtree that an append completed, leaves included; a tile writer keeps the levels
 * divisible by 8.
 */
@FunctionalInterface
public interface NodeSink {

    /** A sink for callers that need the frontier only. */
    NodeSink NONE = (level, index, buffer, offset) -> {};

    /**
     * One completed subtree. The 32 bytes at {@code offset} are valid during the call only and must
     * not be changed.
     *
     * @param level height of the subtree, 0 for a leaf
     * @param index place within the level
     */
    void completed(int level, long index, byte[] buffer, int offset);
}
