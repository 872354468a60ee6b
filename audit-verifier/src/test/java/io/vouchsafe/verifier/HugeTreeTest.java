package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trees that nobody can store: all leaves are alike, so a node's hash depends on its level only.
 */
class HugeTreeTest {

    private static final List<Hash> LEVELS = levels();
    private static final HashReader READER =
            nodes -> nodes.stream().map(node -> LEVELS.get(node.level())).toList();

    private static List<Hash> levels() {
        List<Hash> levels = new ArrayList<>(List.of(leaf()));
        while (levels.size() < 63) {
            levels.add(Merkle.nodeHash(levels.getLast(), levels.getLast()));
        }
        return levels;
    }

    private static Hash leaf() {
        return Merkle.leafHash(new byte[0]);
    }

    private static byte[] tile(TilePath path) {
        byte[] tile = new byte[path.width() * Hash.SIZE];
        for (int i = 0; i < path.width(); i++) {
            LEVELS.get(path.level() * Tiles.HEIGHT).copyTo(tile, i * Hash.SIZE);
        }
        return tile;
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                (1L << 32) - 1,
                1L << 32,
                (1L << 32) + 1,
                1L << 62,
                (1L << 62) - 1,
                (1L << 62) + 1,
                Long.MAX_VALUE - 1,
                Long.MAX_VALUE,
            })
    void edgesOfHugeTrees_areProven(long size) {
        Hash root = Merkle.root(size, READER);
        for (long index : new long[] {0, 1, size / 2 - 1, size / 2, size - 2, size - 1}) {
            List<Hash> proof = Merkle.inclusionProof(index, size, READER);

            assertThat(proof).hasSizeLessThanOrEqualTo(63);
            assertThat(Merkle.verifyInclusion(index, size, leaf(), proof, root).holds())
                    .as("%s of %s", index, size)
                    .isTrue();
        }
    }

    @Test
    void randomPlacesInHugeTrees_areProvenFromTilesToo() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            long size = (random.nextLong() >>> (1 + random.nextInt(62))) + 1;
            long index = Math.floorMod(random.nextLong(), size);
            Hash root = Merkle.root(size, READER);

            List<Hash> proof = Merkle.inclusionProof(index, size, READER);

            assertThat(Merkle.verifyInclusion(index, size, leaf(), proof, root))
                    .as("seed %s, %s of %s", seed, index, size)
                    .isEqualTo(new ProofCheck.Holds());
            assertThat(Merkle.inclusionProof(index, size, Tiles.reader(size, HugeTreeTest::tile)))
                    .isEqualTo(proof);
        }
    }

    @Test
    void randomGrowthOfHugeTrees_isProven() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            long size2 = (random.nextLong() >>> (1 + random.nextInt(62))) + 1;
            long size1 = Math.floorMod(random.nextLong(), size2) + 1;
            Hash root1 = Merkle.root(size1, READER);
            Hash root2 = Merkle.root(size2, READER);

            List<Hash> proof = Merkle.consistencyProof(size1, size2, READER);

            assertThat(Merkle.verifyConsistency(size1, size2, root1, root2, proof))
                    .as("seed %s, %s to %s", seed, size1, size2)
                    .isEqualTo(new ProofCheck.Holds());
            if (size1 < size2) {
                assertThat(Merkle.verifyConsistency(size1, size2, root2, root2, proof).holds())
                        .isFalse();
            }
        }
    }

    @Test
    void hugeFrontier_growsOnAcrossCarries() {
        long size = (1L << 40) - 3;
        Frontier frontier = Merkle.frontier(size, READER);
        for (int i = 1; i <= 6; i++) {
            frontier.append(leaf());
            assertThat(frontier.root()).isEqualTo(Merkle.root(size + i, READER));
        }
    }
}
