package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A log as the server keeps it: entries in batches, nodes for tiles, checkpoints; and an auditor
 * who trusts only keys.
 */
class LogLifeTest {

    private static final int[] BATCHES = {1, 7, 64, 185, 300, 43};

    private final Frontier frontier = new Frontier();
    private final Map<NodeId, Hash> stored = new HashMap<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<SignedNote> checkpoints = new ArrayList<>();
    private final ReceiptVerifier verifier = new ReceiptVerifier(Samples.KEYS);

    private void grow() {
        for (int batch : BATCHES) {
            byte[] leaves = new byte[batch * Hash.SIZE];
            for (int i = 0; i < batch; i++) {
                String body = "{\"id\":\"r" + bodies.size() + "\",\"type\":\"prediction\",\"v\":1}";
                bodies.add(body);
                Receipt.leaf(Receipt.entry(Samples.SALT, Samples.bytes(body)))
                        .copyTo(leaves, i * Hash.SIZE);
            }
            frontier.appendAll(leaves, this::store);
            Checkpoint tree = new Checkpoint(Samples.ORIGIN, frontier.size(), frontier.root());
            checkpoints.add(tree.sign(Samples.NOON, List.of(Samples.LOG, Samples.COSIGNER)));
        }
    }

    /** Keeps what tiles hold, as a database would. */
    private void store(int level, long index, byte[] buffer, int offset) {
        if (level % Tiles.HEIGHT == 0) {
            stored.put(new NodeId(level, index), Hash.at(buffer, offset));
        }
    }

    private byte[] tile(TilePath path) {
        byte[] tile = new byte[path.width() * Hash.SIZE];
        for (int i = 0; i < path.width(); i++) {
            NodeId node = new NodeId(path.level() * Tiles.HEIGHT, path.index() * Tiles.WIDTH + i);
            Samples.reader(stored).read(List.of(node)).get(0).copyTo(tile, i * Hash.SIZE);
        }
        return tile;
    }

    private static Checkpoint tree(SignedNote note) {
        return Checkpoint.parse(note.text());
    }

    @Test
    void everyEntryHasAReceiptAgainstEveryLaterCheckpoint() {
        grow();
        for (SignedNote checkpoint : checkpoints) {
            long size = tree(checkpoint).size();
            for (int index = 0; index < size; index += 13) {
                List<Hash> proof =
                        Merkle.inclusionProof(index, size, Tiles.reader(size, this::tile));
                Receipt receipt =
                        Receipt.of(
                                Samples.SALT,
                                Samples.bytes(bodies.get(index)),
                                index,
                                proof,
                                checkpoint);
                String expected = "r" + index;

                assertThat(verifier.verify(Samples.file(receipt)))
                        .isInstanceOfSatisfying(
                                Verification.Verified.class,
                                verified -> assertThat(verified.facts().id()).isEqualTo(expected));
            }
        }
    }

    @Test
    void everyCheckpointContinuesEveryEarlierOne() {
        grow();
        for (SignedNote earlier : checkpoints) {
            for (SignedNote later : checkpoints) {
                Checkpoint one = tree(earlier);
                Checkpoint two = tree(later);
                if (one.size() > two.size()) {
                    continue;
                }
                List<Hash> proof =
                        Merkle.consistencyProof(
                                one.size(), two.size(), Tiles.reader(two.size(), this::tile));

                assertThat(
                                Merkle.verifyConsistency(
                                                one.size(),
                                                two.size(),
                                                one.root(),
                                                two.root(),
                                                proof)
                                        .holds())
                        .isTrue();
            }
        }
    }

    @Test
    void receiptOfOneEntry_neverFitsAnother() {
        grow();
        SignedNote newest = checkpoints.getLast();
        long size = tree(newest).size();
        List<Hash> proof = Merkle.inclusionProof(20, size, Tiles.reader(size, this::tile));

        Receipt swapped =
                Receipt.of(Samples.SALT, Samples.bytes(bodies.get(21)), 20, proof, newest);

        assertThat(verifier.verify(Samples.file(swapped)))
                .isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void receiptAgainstTheWrongCheckpoint_isNotVerified() {
        grow();
        long size = tree(checkpoints.get(4)).size();
        List<Hash> proof = Merkle.inclusionProof(20, size, Tiles.reader(size, this::tile));

        Receipt mixed =
                Receipt.of(
                        Samples.SALT, Samples.bytes(bodies.get(20)), 20, proof, checkpoints.get(5));

        assertThat(verifier.verify(Samples.file(mixed))).isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void restartedLog_continuesFromItsStoredFrontier() {
        grow();
        Frontier restarted = Frontier.fromBytes(frontier.toBytes());
        Frontier rebuilt =
                Merkle.frontier(frontier.size(), Tiles.reader(frontier.size(), this::tile));

        restarted.append(Merkle.leafHash(new byte[] {1}));
        rebuilt.append(Merkle.leafHash(new byte[] {1}));
        frontier.append(Merkle.leafHash(new byte[] {1}));

        assertThat(restarted.root()).isEqualTo(frontier.root());
        assertThat(rebuilt.root()).isEqualTo(frontier.root());
        assertThat(restarted.toBytes()).isEqualTo(rebuilt.toBytes());
    }

    @Test
    void largestReceiptFile_isStillVerified() {
        String filler = "x".repeat(11 << 20);
        String body = "{\"filler\":\"" + filler + "\",\"id\":\"big\",\"type\":\"t\",\"v\":1}";
        byte[] file = Samples.file(Samples.receipt(body, Samples.LOG, Samples.COSIGNER));

        assertThat(file.length).isBetween(14 << 20, Receipt.MAX_FILE_BYTES);
        assertThat(verifier.verify(file)).isInstanceOf(Verification.Verified.class);
    }
}
