package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilesTest {

    private static final int LARGEST = 70_000;
    private static final Map<NodeId, Hash> NODES = new HashMap<>();
    private static final List<Hash> ROOTS = new ArrayList<>();

    static {
        Frontier frontier = new Frontier();
        for (int i = 0; i < LARGEST; i++) {
            ROOTS.add(i % 97 == 0 ? frontier.root() : Merkle.emptyRoot());
            frontier.append(
                    leaf(i),
                    (level, index, buffer, offset) -> {
                        if (level % Tiles.HEIGHT == 0) {
                            NODES.put(new NodeId(level, index), Hash.at(buffer, offset));
                        }
                    });
        }
        ROOTS.add(frontier.root());
    }

    private static Hash leaf(long index) {
        return Merkle.leafHash(Samples.bytes("leaf " + index));
    }

    private static byte[] tile(TilePath path) {
        byte[] tile = new byte[path.width() * Hash.SIZE];
        for (int i = 0; i < path.width(); i++) {
            NodeId node = new NodeId(path.level() * Tiles.HEIGHT, path.index() * Tiles.WIDTH + i);
            Hash hash = NODES.get(node);
            if (hash == null) {
                throw new AssertionError("No tile may need " + node);
            }
            hash.copyTo(tile, i * Hash.SIZE);
        }
        return tile;
    }

    @Test
    void randomInclusionProofsFromTiles_verify() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            int size = sampledSize(random);
            long index = random.nextInt(size);

            List<Hash> proof =
                    Merkle.inclusionProof(index, size, Tiles.reader(size, TilesTest::tile));

            assertThat(Merkle.verifyInclusion(index, size, leaf(index), proof, ROOTS.get(size)))
                    .as("seed %s, index %s of %s", seed, index, size)
                    .isEqualTo(new ProofCheck.Holds());
        }
    }

    @Test
    void randomConsistencyProofsFromTiles_verify() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            int one = sampledSize(random);
            int two = sampledSize(random);
            int size1 = Math.min(one, two);
            int size2 = Math.max(one, two);

            List<Hash> proof =
                    Merkle.consistencyProof(size1, size2, Tiles.reader(size2, TilesTest::tile));

            assertThat(
                            Merkle.verifyConsistency(
                                    size1, size2, ROOTS.get(size1), ROOTS.get(size2), proof))
                    .as("seed %s, %s to %s", seed, size1, size2)
                    .isEqualTo(new ProofCheck.Holds());
        }
    }

    private static int sampledSize(Random random) {
        int sampled = 97 * (1 + random.nextInt(LARGEST / 97));
        return random.nextInt(8) == 0 ? LARGEST : sampled;
    }

    @Test
    void frontierIsRestoredFromTiles() {
        Frontier restored = Merkle.frontier(LARGEST, Tiles.reader(LARGEST, TilesTest::tile));

        assertThat(restored.root()).isEqualTo(ROOTS.get(LARGEST));
    }

    @Test
    void proofFetchesEachTileOnce_andOnlyAFewTiles() {
        List<TilePath> fetched = new ArrayList<>();
        HashReader reader =
                Tiles.reader(
                        LARGEST,
                        path -> {
                            fetched.add(path);
                            return tile(path);
                        });

        Merkle.inclusionProof(12_345, LARGEST, reader);

        assertThat(fetched).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void fullTileServesWhereThePartialOneIsGone() {
        int size = 70_000 - 200;
        HashReader reader =
                Tiles.reader(size, path -> tile(Tiles.path(path.level(), path.index(), LARGEST)));

        Hash root = Merkle.root(size, reader);

        Frontier naive = new Frontier();
        for (int i = 0; i < size; i++) {
            naive.append(NODES.getOrDefault(new NodeId(0, i), Merkle.emptyRoot()));
        }
        assertThat(root).isEqualTo(naive.root());
    }

    @ParameterizedTest(name = "level {0} tile {1} of {2}: {3}")
    @CsvSource({
        "0, 272, 70000, 256", // the example of c2sp.org/tlog-tiles
        "0, 273, 70000, 112",
        "0, 274, 70000, 0",
        "1, 0, 70000, 256",
        "1, 1, 70000, 17",
        "2, 0, 70000, 1",
        "3, 0, 70000, 0",
        "0, 0, 256, 256",
        "0, 1, 256, 0",
        "1, 0, 256, 1",
        "-1, 0, 5, 5",
        "0, 0, 0, 0",
        "0, 9223372036854775807, 70000, 0",
        "8, 0, 9223372036854775807, 0",
        "7, 0, 9223372036854775807, 127",
        "63, 0, 9223372036854775807, 0",
    })
    void widthFollowsTheTreesSize(int level, long index, long size, int width) {
        assertThat(Tiles.width(level, index, size)).isEqualTo(width);
    }

    @Test
    void tileThatTheTreeDoesNotReach_hasNoPath() {
        assertThatThrownBy(() -> Tiles.path(0, 1, 256))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("no tile 1");
        assertThatThrownBy(() -> Tiles.width(0, 0, -1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Tiles.width(0, -1, 1)).isInstanceOf(MalformedException.class);
        assertThat(Tiles.path(0, 0, 256)).isEqualTo(TilePath.full(0, 0));
    }

    @Test
    void incompleteSubtree_isNotRead() {
        HashReader reader = Tiles.reader(300, TilesTest::tile);

        assertThatThrownBy(() -> reader.read(List.of(new NodeId(6, 4))))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("no complete subtree");
        assertThat(reader.read(List.of(new NodeId(5, 8)))).hasSize(1);
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"0", "31", "33", "96", "8224", "100000"})
    void tileOfTheWrongSize_isRefused(int bytes) {
        HashReader reader = Tiles.reader(4, path -> new byte[bytes]);

        assertThatThrownBy(() -> reader.read(List.of(new NodeId(0, 0))))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.TILE));
    }

    @Test
    void changedTile_changesTheProof() {
        TileReader broken =
                path -> {
                    byte[] tile = tile(path);
                    tile[tile.length - 1] ^= 1;
                    return tile;
                };
        List<Hash> proof = Merkle.inclusionProof(5, LARGEST, Tiles.reader(LARGEST, broken));

        assertThat(Merkle.verifyInclusion(5, LARGEST, leaf(5), proof, ROOTS.get(LARGEST)).holds())
                .isFalse();
    }
}
