package io.vouchsafe.verifier;

/** Where tiles of hashes come from: a disk, a database, a server. */
@FunctionalInterface
public interface TileReader {

    /**
     * The content of a tile.
     *
     * @param path never an entry bundle
     * @return at least {@code width} hashes of 32 bytes; the full tile may be given where a partial
     *     one is asked for
     */
    byte[] read(TilePath path);
}
