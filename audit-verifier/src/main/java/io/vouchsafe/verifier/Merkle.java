package io.vouchsafe.verifier;

import java.util.List;

/**
 * The Merkle tree of RFC 6962 section 2.1 with SHA-256: hashes, roots, inclusion and consistency
 * proofs.
 *
 * <p>Sizes and indexes are signed 64-bit numbers from 0. All methods are pure and safe for any
 * thread.
 */
public final class Merkle {

    private static final ProofCheck HOLDS = new ProofCheck.Holds();
    private static final Hash EMPTY_ROOT = Hash.owning(TreeHasher.sha256().digest());

    private Merkle() {}

    /** {@code SHA-256(0x00 ‖ entry)}, RFC 6962 section 2.1. */
    public static Hash leafHash(byte[] entry) {
        return new TreeHasher().leaf(entry);
    }

    /** {@code SHA-256(0x01 ‖ left ‖ right)}, RFC 6962 section 2.1. */
    public static Hash nodeHash(Hash left, Hash right) {
        return new TreeHasher().node(left, right);
    }

    /** The root of the tree without leaves: {@code SHA-256("")}. */
    public static Hash emptyRoot() {
        return EMPTY_ROOT;
    }

    /** The root over leaf hashes (not entries), in order. */
    public static Hash root(List<Hash> leafHashes) {
        Frontier frontier = new Frontier();
        leafHashes.forEach(frontier::append);
        return frontier.root();
    }

    /** The root of the tree of {@code size} leaves, read from its complete subtrees. */
    public static Hash root(long size, HashReader reader) {
        return frontier(size, reader).root();
    }

    /** The frontier of the tree of {@code size} leaves, read from its complete subtrees. */
    public static Frontier frontier(long size, HashReader reader) {
        requireSize(size);
        return Frontier.of(size, LeafRange.read(new LeafRange(0, size).nodes(), reader));
    }

    /**
     * The root that an inclusion proof leads to, RFC 9162 section 2.1.3.2.
     *
     * @param leaf the leaf hash (not the entry)
     * @param proof from the leaf's sibling upwards
     * @throws MalformedException when the index is not below the size or the proof's length cannot
     *     belong to them
     */
    public static Hash rootFromInclusion(long index, long size, Hash leaf, List<Hash> proof) {
        requireIndex(index, size);
        int inner = innerLength(index, size);
        int border = Long.bitCount(index >>> inner);
        requireLength(inner + border, proof.size());
        TreeHasher hasher = new TreeHasher();
        Hash hash = chainInner(hasher, leaf, proof.subList(0, inner), index);
        return chainBorder(hasher, hash, proof.subList(inner, proof.size()));
    }

    /**
     * Checks that {@code leaf} stands at {@code index} of the tree with {@code size} leaves and
     * {@code root}.
     */
    public static ProofCheck verifyInclusion(
            long index, long size, Hash leaf, List<Hash> proof, Hash root) {
        try {
            Hash computed = rootFromInclusion(index, size, leaf, proof);
            return same(computed, root, "The inclusion proof", size);
        } catch (MalformedException malformed) {
            return new ProofCheck.Fails(malformed.reason(), malformed.sentence());
        }
    }

    /**
     * Checks that the tree of {@code size2} leaves continues the tree of {@code size1}, RFC 9162
     * section 2.1.4.2.
     *
     * <p>Equal sizes need equal roots and no hashes; every tree continues the empty one, by no
     * hashes, when {@code root1} is the {@linkplain #emptyRoot() empty root}.
     */
    public static ProofCheck verifyConsistency(
            long size1, long size2, Hash root1, Hash root2, List<Hash> proof) {
        if (size1 < 0 || size2 < size1) {
            return new ProofCheck.Fails(
                    Reason.TREE_SIZE,
                    "A tree of " + size2 + " entries cannot continue one of " + size1 + ".");
        }
        try {
            if (size1 == size2) {
                requireLength(0, proof.size());
                return same(root1, root2, "The root of the same size", size1);
            }
            if (size1 == 0) {
                requireLength(0, proof.size());
                return same(EMPTY_ROOT, root1, "The empty tree", 0);
            }
            return continued(size1, size2, root1, root2, proof);
        } catch (MalformedException malformed) {
            return new ProofCheck.Fails(malformed.reason(), malformed.sentence());
        }
    }

    private static ProofCheck continued(
            long size1, long size2, Hash root1, Hash root2, List<Hash> proof) {
        int shift = Long.numberOfTrailingZeros(size1);
        int inner = innerLength(size1 - 1, size2) - shift;
        int border = Long.bitCount((size1 - 1) >>> (inner + shift));
        boolean seededByRoot = size1 == 1L << shift;
        int start = seededByRoot ? 0 : 1;
        requireLength(start + inner + border, proof.size());
        Hash seed = seededByRoot ? root1 : proof.get(0);
        List<Hash> innerProof = proof.subList(start, start + inner);
        List<Hash> borderProof = proof.subList(start + inner, proof.size());
        long mask = (size1 - 1) >>> shift;
        TreeHasher hasher = new TreeHasher();
        Hash first = chainBorder(hasher, chainLeft(hasher, seed, innerProof, mask), borderProof);
        if (!first.equals(root1)) {
            return same(first, root1, "The consistency proof", size1);
        }
        Hash second = chainBorder(hasher, chainInner(hasher, seed, innerProof, mask), borderProof);
        return same(second, root2, "The consistency proof", size2);
    }

    /**
     * The inclusion proof of the entry at {@code index} in the tree of {@code size} leaves, RFC
     * 6962 section 2.1.1.
     *
     * @throws MalformedException when the index is not below the size
     */
    public static List<Hash> inclusionProof(long index, long size, HashReader reader) {
        requireIndex(index, size);
        return LeafRange.roots(LeafRange.besidePath(index, size), reader);
    }

    /**
     * The consistency proof from {@code size1} to {@code size2} leaves, RFC 6962 section 2.1.2.
     * Empty when the sizes are equal or the first is 0.
     *
     * @throws MalformedException when a size is negative or the first is the larger
     */
    public static List<Hash> consistencyProof(long size1, long size2, HashReader reader) {
        requireSize(size1);
        if (size2 < size1) {
            throw new MalformedException(
                    Reason.TREE_SIZE,
                    "A tree of " + size2 + " entries cannot continue one of " + size1 + ".");
        }
        if (size1 == 0 || size1 == size2) {
            return List.of();
        }
        return LeafRange.roots(LeafRange.besideGrowth(size1, size2), reader);
    }

    /**
     * How many proof hashes stand below the point where the paths to {@code index} and the last
     * leaf meet.
     */
    private static int innerLength(long index, long size) {
        return 64 - Long.numberOfLeadingZeros(index ^ (size - 1));
    }

    private static Hash chainInner(TreeHasher hasher, Hash seed, List<Hash> proof, long index) {
        Hash hash = seed;
        for (int i = 0; i < proof.size(); i++) {
            boolean left = ((index >>> i) & 1) == 0;
            hash = left ? hasher.node(hash, proof.get(i)) : hasher.node(proof.get(i), hash);
        }
        return hash;
    }

    private static Hash chainLeft(TreeHasher hasher, Hash seed, List<Hash> proof, long index) {
        Hash hash = seed;
        for (int i = 0; i < proof.size(); i++) {
            if (((index >>> i) & 1) == 1) {
                hash = hasher.node(proof.get(i), hash);
            }
        }
        return hash;
    }

    private static Hash chainBorder(TreeHasher hasher, Hash seed, List<Hash> proof) {
        Hash hash = seed;
        for (Hash left : proof) {
            hash = hasher.node(left, hash);
        }
        return hash;
    }

    private static ProofCheck same(Hash computed, Hash root, String what, long size) {
        if (computed.equals(root)) {
            return HOLDS;
        }
        return new ProofCheck.Fails(
                Reason.ROOT_DIFFERS,
                what
                        + " leads to root "
                        + computed.base64()
                        + ", but the tree of "
                        + size
                        + " entries has root "
                        + root.base64()
                        + ".");
    }

    private static void requireSize(long size) {
        if (size < 0) {
            throw new MalformedException(
                    Reason.TREE_SIZE, "A tree cannot have " + size + " entries.");
        }
    }

    private static void requireIndex(long index, long size) {
        requireSize(size);
        if (index < 0 || index >= size) {
            throw new MalformedException(
                    Reason.INDEX_OUTSIDE_TREE,
                    "Index " + index + " is not inside a tree of " + size + " entries.");
        }
    }

    private static void requireLength(int expected, int actual) {
        if (expected != actual) {
            throw new MalformedException(
                    Reason.PROOF_LENGTH,
                    "The proof has " + actual + " hashes where these sizes need " + expected + ".");
        }
    }
}
