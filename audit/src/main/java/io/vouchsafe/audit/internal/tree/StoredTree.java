package io.vouchsafe.audit.internal.tree;

import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.verifier.EntryBundle;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.HashReader;
import io.vouchsafe.verifier.Merkle;
import io.vouchsafe.verifier.TilePath;
import io.vouchsafe.verifier.TileReader;
import io.vouchsafe.verifier.Tiles;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree as the tables hold it now: level 0 from the entries' hashes, higher tile levels from the
 * stored nodes. Every read is one range of at most 256 rows per tile.
 */
public final class StoredTree {
    private static final String LEAVES =
            "SELECT hash FROM audit.entry WHERE entry_index >= ? AND entry_index < ? ORDER BY entry_index";
    private static final String NODES =
            """
            SELECT hash FROM audit.node WHERE level = ? AND node_index >= ? AND node_index < ?
            ORDER BY node_index""";

    private final Connection connection;
    private final @Nullable TileCache cache;

    private StoredTree(Connection connection, @Nullable TileCache cache) {
        this.connection = connection;
        this.cache = cache;
    }

    /** Reads everything from the database: what a check must do. */
    public static StoredTree of(Connection connection) {
        return new StoredTree(connection, null);
    }

    /** Takes full tiles, which never change, from the cache. */
    public static StoredTree of(Connection connection, TileCache cache) {
        return new StoredTree(connection, cache);
    }

    /**
     * The content of a tile of hashes or of entries that the tree has.
     *
     * @throws IllegalStateException when rows are missing
     */
    public byte[] tile(TilePath path) throws SQLException {
        return path.isEntries() ? EntryBundle.encode(entries(path)) : hashes(path);
    }

    /** The root of the first {@code size} leaves. */
    public Hash root(long size) throws SQLException {
        return unwrapped(() -> Merkle.root(size, reader(size)));
    }

    /** From the leaf's sibling upwards. */
    public List<Hash> inclusion(long index, long size) throws SQLException {
        return unwrapped(() -> Merkle.inclusionProof(index, size, reader(size)));
    }

    private HashReader reader(long size) {
        TileReader tiles =
                path -> {
                    try {
                        return hashes(path);
                    } catch (SQLException fault) {
                        throw new ReadFault(fault);
                    }
                };
        return Tiles.reader(size, tiles);
    }

    private byte[] hashes(TilePath path) throws SQLException {
        byte[] known = cache == null || !path.isFull() ? null : cache.get(path);
        if (known != null) {
            return known;
        }
        byte[] tile = path.level() == 0 ? leaves(path) : nodes(path);
        if (cache != null && path.isFull()) {
            cache.put(path, tile);
        }
        return tile;
    }

    private byte[] leaves(TilePath path) throws SQLException {
        byte[] tile = new byte[path.width() * Hash.SIZE];
        int at = 0;
        for (byte[] entry : entries(path)) {
            Merkle.leafHash(entry).copyTo(tile, at);
            at += Hash.SIZE;
        }
        return tile;
    }

    private List<byte[]> entries(TilePath path) throws SQLException {
        long first = path.index() * Tiles.WIDTH;
        List<byte[]> entries = new ArrayList<>(path.width());
        try (PreparedStatement query = connection.prepareStatement(LEAVES)) {
            query.setLong(1, first);
            query.setLong(2, first + path.width());
            read(query, entries);
        }
        if (entries.size() != path.width()) {
            throw AuditMessages.LOG.entryMissing(first + entries.size());
        }
        return entries;
    }

    private byte[] nodes(TilePath path) throws SQLException {
        long first = path.index() * Tiles.WIDTH;
        List<byte[]> nodes = new ArrayList<>(path.width());
        try (PreparedStatement query = connection.prepareStatement(NODES)) {
            query.setInt(1, path.level());
            query.setLong(2, first);
            query.setLong(3, first + path.width());
            read(query, nodes);
        }
        if (nodes.size() != path.width()) {
            throw AuditMessages.LOG.nodeMissing(first + nodes.size(), path.level());
        }
        byte[] tile = new byte[path.width() * Hash.SIZE];
        for (int i = 0; i < nodes.size(); i++) {
            Hash.of(nodes.get(i)).copyTo(tile, i * Hash.SIZE);
        }
        return tile;
    }

    private static void read(PreparedStatement query, List<byte[]> into) throws SQLException {
        query.setFetchSize(0);
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                into.add(rows.getBytes(1));
            }
        }
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T unwrapped(Reading<T> reading) throws SQLException {
        try {
            return reading.read();
        } catch (ReadFault fault) {
            throw fault.cause;
        }
    }

    /** Carries an SQL fault through the mathematics, which knows no databases. */
    private static final class ReadFault extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException cause;

        ReadFault(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
