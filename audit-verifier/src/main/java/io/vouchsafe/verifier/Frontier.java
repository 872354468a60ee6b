package io.vouchsafe.verifier;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a growing Merkle tree: the roots of its complete subtrees, one per bit of its
 * size. Enough to append and to know the root, in O(log n) memory and amortised O(1) hashes per
 * leaf (RFC 6962 section 2.1; called a compact range elsewhere).
 *
 * <p>Mutable and for one thread at a time; {@link #copy} gives an independent one. Appending
 * allocates nothing.
 *
 * <p>Stored form: the size as 8 bytes big-endian, then the subtree roots from the largest to the
 * smallest, 32 bytes each.
 */
public final class Frontier {

    private static final int LEVELS = 63;

    /** The root of the complete subtree of level L stands at L·32 when bit L of the size is set. */
    private final byte[] roots;

    private final TreeHasher hasher = new TreeHasher();
    private final byte[] carry = new byte[Hash.SIZE];
    private long size;

    /** The frontier of the empty tree. */
    public Frontier() {
        this(0, new byte[LEVELS * Hash.SIZE]);
    }

    private Frontier(long size, byte[] roots) {
        this.size = size;
        this.roots = roots;
    }

    /**
     * A frontier from its size and its subtree roots, largest first.
     *
     * @throws MalformedException when the number of roots does not fit the size
     */
    public static Frontier of(long size, List<Hash> subtrees) {
        if (size < 0 || Long.bitCount(size) != subtrees.size()) {
            throw new MalformedException(
                    Reason.FRONTIER,
                    "A frontier of " + size + " leaves cannot have " + subtrees.size() + " roots.");
        }
        Frontier frontier = new Frontier();
        frontier.size = size;
        int next = 0;
        for (int level = LEVELS - 1; level >= 0; level--) {
            if (frontier.has(level)) {
                subtrees.get(next++).copyTo(frontier.roots, level * Hash.SIZE);
            }
        }
        return frontier;
    }

    /**
     * Reads the stored form.
     *
     * @throws MalformedException when the bytes are not exactly one frontier
     */
    public static Frontier fromBytes(byte[] stored) {
        if (stored.length < Long.BYTES) {
            throw new MalformedException(Reason.FRONTIER, "A stored frontier begins with 8 bytes.");
        }
        long size = ByteBuffer.wrap(stored).getLong();
        int hashes = stored.length - Long.BYTES;
        if (size < 0 || hashes != Long.bitCount(size) * Hash.SIZE) {
            throw new MalformedException(
                    Reason.FRONTIER,
                    "A stored frontier of " + size + " leaves cannot have " + hashes + " bytes.");
        }
        Hash[] subtrees = new Hash[Long.bitCount(size)];
        for (int i = 0; i < subtrees.length; i++) {
            subtrees[i] = Hash.at(stored, Long.BYTES + i * Hash.SIZE);
        }
        return of(size, Arrays.asList(subtrees));
    }

    /** The stored form. */
    public byte[] toBytes() {
        byte[] stored = new byte[Long.BYTES + Long.bitCount(size) * Hash.SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(stored).putLong(size);
        for (int level = LEVELS - 1; level >= 0; level--) {
            if (has(level)) {
                buffer.put(roots, level * Hash.SIZE, Hash.SIZE);
            }
        }
        return stored;
    }

    /** How many leaves the tree has; the next append's index. */
    public long size() {
        return size;
    }

    /** An independent frontier of the same tree. */
    public Frontier copy() {
        return new Frontier(size, roots.clone());
    }

    /** Appends one leaf hash (not an entry) and answers its index. */
    public long append(Hash leaf) {
        return append(leaf.shared(), 0, NodeSink.NONE);
    }

    /** Appends one leaf hash and reports the subtrees it completed, the leaf first. */
    public long append(Hash leaf, NodeSink sink) {
        return append(leaf.shared(), 0, sink);
    }

    /**
     * Appends many leaf hashes that stand one behind the other.
     *
     * @param leaves a multiple of 32 bytes
     * @return the index of the first
     */
    public long appendAll(byte[] leaves, NodeSink sink) {
        if (leaves.length % Hash.SIZE != 0) {
            throw new MalformedException(
                    Reason.HASH, "Leaf hashes have 32 bytes each, not " + leaves.length + ".");
        }
        long first = size;
        for (int offset = 0; offset < leaves.length; offset += Hash.SIZE) {
            append(leaves, offset, sink);
        }
        return first;
    }

    /**
     * Appends the leaf hash in the 32 bytes at {@code offset}, reports the subtrees it completed,
     * answers its index.
     */
    public long append(byte[] leaf, int offset, NodeSink sink) {
        if (size == Long.MAX_VALUE) {
            throw new MalformedException(Reason.TREE_SIZE, "The tree is full.");
        }
        long index = size;
        System.arraycopy(leaf, offset, carry, 0, Hash.SIZE);
        sink.completed(0, index, carry, 0);
        int level = 0;
        while (has(level)) {
            hasher.node(roots, level * Hash.SIZE, carry, 0, carry, 0);
            level++;
            sink.completed(level, index >>> level, carry, 0);
        }
        System.arraycopy(carry, 0, roots, level * Hash.SIZE, Hash.SIZE);
        size++;
        return index;
    }

    /** The tree's root, RFC 6962 section 2.1. */
    public Hash root() {
        if (size == 0) {
            return Merkle.emptyRoot();
        }
        int level = Long.numberOfTrailingZeros(size);
        byte[] root = Arrays.copyOfRange(roots, level * Hash.SIZE, (level + 1) * Hash.SIZE);
        for (level++; level < LEVELS; level++) {
            if (has(level)) {
                hasher.node(roots, level * Hash.SIZE, root, 0, root, 0);
            }
        }
        return Hash.owning(root);
    }

    private boolean has(int level) {
        return (size & (1L << level)) != 0;
    }
}
