package io.vouchsafe.verifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a tree is cut into tiles of 256 hashes (c2sp.org/tlog-tiles), and proofs from them.
 *
 * <p>Tile level L holds the tree's nodes of height 8·L; what lies between is hashed again when
 * needed.
 */
public final class Tiles {

    /** Hashes in a full tile. */
    public static final int WIDTH = 256;

    /** Tree levels that one tile level spans. */
    public static final int HEIGHT = 8;

    private Tiles() {}

    /**
     * How many hashes the tile has in a tree of that size, 0 to 256.
     *
     * @param level a tile level, or {@link TilePath#ENTRIES}
     */
    public static int width(int level, long index, long treeSize) {
        if (treeSize < 0 || index < 0) {
            throw new MalformedException(Reason.TILE, "Sizes and indexes are not negative.");
        }
        int shift = Math.max(level, 0) * HEIGHT;
        long nodes = shift >= Long.SIZE ? 0 : treeSize >>> shift;
        long before = index > Long.MAX_VALUE / WIDTH ? Long.MAX_VALUE : index * WIDTH;
        return (int) Math.clamp(nodes - before, 0, WIDTH);
    }

    /**
     * The path under which a tree of that size has this tile.
     *
     * @throws MalformedException when the tree does not reach it
     */
    public static TilePath path(int level, long index, long treeSize) {
        int width = width(level, index, treeSize);
        if (width == 0) {
            throw new MalformedException(
                    Reason.TILE,
                    "A tree of "
                            + treeSize
                            + " entries has no tile "
                            + index
                            + " at level "
                            + level
                            + ".");
        }
        return new TilePath(level, index, width);
    }

    /**
     * Reads nodes of the tree of that size out of its tiles. Each tile is fetched once per call of
     * the reader; nothing is kept between calls.
     */
    public static HashReader reader(long treeSize, TileReader tiles) {
        return nodes -> {
            Map<TilePath, byte[]> fetched = new HashMap<>();
            List<Hash> hashes = new ArrayList<>(nodes.size());
            TreeHasher hasher = new TreeHasher();
            for (NodeId node : nodes) {
                TilePath path = tileOf(node, treeSize);
                byte[] tile = fetched.computeIfAbsent(path, p -> checked(p, tiles.read(p)));
                hashes.add(nodeIn(tile, node, hasher));
            }
            return hashes;
        };
    }

    private static TilePath tileOf(NodeId node, long treeSize) {
        int level = node.level() / HEIGHT;
        long first = node.index() << (node.level() % HEIGHT);
        TilePath path = path(level, first / WIDTH, treeSize);
        int needed = (int) (first % WIDTH) + (1 << (node.level() % HEIGHT));
        if (needed > path.width()) {
            throw new MalformedException(
                    Reason.TILE,
                    "A tree of " + treeSize + " entries has no complete subtree " + node + ".");
        }
        return path;
    }

    private static byte[] checked(TilePath path, byte[] tile) {
        if (tile.length % Hash.SIZE != 0
                || tile.length < path.width() * Hash.SIZE
                || tile.length > WIDTH * Hash.SIZE) {
            throw new MalformedException(
                    Reason.TILE,
                    "Tile " + path.encode() + " cannot have " + tile.length + " bytes.");
        }
        return tile;
    }

    private static Hash nodeIn(byte[] tile, NodeId node, TreeHasher hasher) {
        int height = node.level() % HEIGHT;
        int from = (int) ((node.index() << height) % WIDTH) * Hash.SIZE;
        byte[] level = new byte[(1 << height) * Hash.SIZE];
        System.arraycopy(tile, from, level, 0, level.length);
        for (int nodes = level.length / Hash.SIZE / 2; nodes >= 1; nodes /= 2) {
            for (int i = 0; i < nodes; i++) {
                int left = 2 * i * Hash.SIZE;
                hasher.node(level, left, level, left + Hash.SIZE, level, i * Hash.SIZE);
            }
        }
        return Hash.at(level, 0);
    }
}
