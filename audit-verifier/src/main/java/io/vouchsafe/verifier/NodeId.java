package io.vouchsafe.verifier;

/**
 * The place of one complete subtree: the root of the 2^level leaves from {@code index << level}.
 *
 * <p>Level 0 is the leaves. In RFC 6962 terms its hash is {@code MTH(D[index·2^level :
 * (index+1)·2^level])}.
 *
 * @param level 0 to 62
 * @param index counted within the level
 */
public record NodeId(int level, long index) {

    /** Refuses places that no tree of less than 2^63 leaves has. */
    public NodeId {
        if (level < 0 || level > 62 || index < 0 || index > (Long.MAX_VALUE >>> level)) {
            throw new MalformedException(
                    Reason.TREE_SIZE, "No tree has a node " + index + " at level " + level + ".");
        }
    }

    /** The first leaf below this node. */
    public long firstLeaf() {
        return index << level;
    }

    /** How many leaves stand below this node. */
    public long leaves() {
        return 1L << level;
    }
}
