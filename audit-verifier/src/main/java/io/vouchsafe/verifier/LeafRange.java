package io.vouchsafe.verifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves {@code [start, end)} that hang below one node of some tree: start is a multiple of the
 * greatest power of two that fits in. A proof is the roots of a few such ranges.
 */
record LeafRange(long start, long end) {

    /** The ranges beside the path to a leaf, the sibling first: PATH of RFC 6962 section 2.1.1. */
    static List<LeafRange> besidePath(long index, long size) {
        List<LeafRange> downwards = new ArrayList<>();
        LeafRange at = new LeafRange(0, size);
        while (at.length() > 1) {
            boolean left = index < at.middle();
            downwards.add(left ? at.right() : at.left());
            at = left ? at.left() : at.right();
        }
        return downwards.reversed();
    }

    /**
     * The ranges that lead from one tree to its continuation: PROOF of RFC 6962 section 2.1.2, for
     * 0 < size1 < size2.
     */
    static List<LeafRange> besideGrowth(long size1, long size2) {
        List<LeafRange> downwards = new ArrayList<>();
        LeafRange at = new LeafRange(0, size2);
        while (at.end() != size1) {
            boolean left = size1 <= at.middle();
            downwards.add(left ? at.right() : at.left());
            at = left ? at.left() : at.right();
        }
        if (at.start() != 0) { // the old root itself is known to whoever checks the proof
            downwards.add(at);
        }
        return downwards.reversed();
    }

    /** Reads all complete subtrees of the ranges at once and hashes each range to its one root. */
    static List<Hash> roots(List<LeafRange> ranges, HashReader reader) {
        List<NodeId> nodes = new ArrayList<>();
        ranges.forEach(range -> nodes.addAll(range.nodes()));
        List<Hash> hashes = read(nodes, reader);
        TreeHasher hasher = new TreeHasher();
        List<Hash> roots = new ArrayList<>(ranges.size());
        int next = 0;
        for (LeafRange range : ranges) {
            int last = next + Long.bitCount(range.length()) - 1;
            Hash root = hashes.get(last);
            for (int i = last - 1; i >= next; i--) {
                root = hasher.node(hashes.get(i), root);
            }
            roots.add(root);
            next = last + 1;
        }
        return List.copyOf(roots);
    }

    static List<Hash> read(List<NodeId> nodes, HashReader reader) {
        if (nodes.isEmpty()) {
            return List.of();
        }
        List<Hash> hashes = reader.read(List.copyOf(nodes));
        if (hashes.size() != nodes.size()) {
            throw new IllegalStateException(
                    "The hash reader answered "
                            + hashes.size()
                            + " hashes for "
                            + nodes.size()
                            + " nodes.");
        }
        return hashes;
    }

    /** Its complete subtrees from left to right, one per bit of its length. */
    List<NodeId> nodes() {
        List<NodeId> nodes = new ArrayList<>();
        long at = start;
        while (at < end) {
            int level = 63 - Long.numberOfLeadingZeros(end - at);
            nodes.add(new NodeId(level, at >>> level));
            at += 1L << level;
        }
        return nodes;
    }

    private long length() {
        return end - start;
    }

    /** Where the tree splits: behind the largest power of two below the length. */
    private long middle() {
        return start + Long.highestOneBit(length() - 1);
    }

    private LeafRange left() {
        return new LeafRange(start, middle());
    }

    private LeafRange right() {
        return new LeafRange(middle(), end);
    }
}
