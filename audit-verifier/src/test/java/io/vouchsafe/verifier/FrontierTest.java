package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final int LARGEST = 300;
    private static final List<byte[]> ENTRIES = Samples.entries(LARGEST);

    @Test
    void rootOfEverySize_isTheNaiveOne() {
        Frontier frontier = new Frontier();
        for (int size = 0; size <= LARGEST; size++) {
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(frontier.root()).isEqualTo(NaiveTree.root(ENTRIES.subList(0, size)));
            if (size < LARGEST) {
                assertThat(frontier.append(Merkle.leafHash(ENTRIES.get(size)))).isEqualTo(size);
            }
        }
    }

    @Test
    void storedForm_continuesTheSameTreeAtEverySize() {
        Frontier frontier = new Frontier();
        for (byte[] entry : ENTRIES) {
            Frontier restored = Frontier.fromBytes(frontier.toBytes());
            assertThat(restored.size()).isEqualTo(frontier.size());
            assertThat(restored.root()).isEqualTo(frontier.root());

            frontier.append(Merkle.leafHash(entry));
            restored.append(Merkle.leafHash(entry));
            assertThat(restored.root()).isEqualTo(frontier.root());
        }
        assertThat(frontier.toBytes()).hasSize(8 + Long.bitCount(LARGEST) * 32);
    }

    @Test
    void storedFormListsSubtreesFromTheLargest() {
        Frontier frontier = new Frontier();
        List<byte[]> seven = ENTRIES.subList(0, 7);
        seven.forEach(entry -> frontier.append(Merkle.leafHash(entry)));

        byte[] stored = frontier.toBytes();

        assertThat(stored).startsWith(0, 0, 0, 0, 0, 0, 0, 7).hasSize(8 + 3 * 32);
        assertThat(Hash.at(stored, 8)).isEqualTo(NaiveTree.root(seven.subList(0, 4)));
        assertThat(Hash.at(stored, 40)).isEqualTo(NaiveTree.root(seven.subList(4, 6)));
        assertThat(Hash.at(stored, 72)).isEqualTo(NaiveTree.root(seven.subList(6, 7)));
    }

    @Test
    void copyIsIndependent() {
        Frontier frontier = new Frontier();
        ENTRIES.subList(0, 5).forEach(entry -> frontier.append(Merkle.leafHash(entry)));
        Hash before = frontier.root();

        Frontier copy = frontier.copy();
        copy.append(Merkle.leafHash(ENTRIES.get(5)));

        assertThat(frontier.size()).isEqualTo(5);
        assertThat(frontier.root()).isEqualTo(before);
        assertThat(copy.root()).isEqualTo(NaiveTree.root(ENTRIES.subList(0, 6)));
    }

    @Test
    void everyCompletedSubtreeIsReportedOnceWithItsHash() {
        Map<NodeId, Hash> nodes = new HashMap<>();
        List<NodeId> order = new ArrayList<>();
        Frontier frontier = new Frontier();
        for (byte[] entry : ENTRIES) {
            frontier.append(
                    Merkle.leafHash(entry),
                    (level, index, buffer, offset) -> {
                        NodeId node = new NodeId(level, index);
                        order.add(node);
                        nodes.put(node, Hash.at(buffer, offset));
                    });
        }

        assertThat(order).doesNotHaveDuplicates();
        int complete = 0;
        for (int level = 0; LARGEST >> level > 0; level++) {
            complete += LARGEST >> level;
        }
        assertThat(nodes).hasSize(complete);
        nodes.forEach(
                (node, hash) -> {
                    int first = (int) node.firstLeaf();
                    int end = first + (int) node.leaves();
                    assertThat(hash).isEqualTo(NaiveTree.root(ENTRIES.subList(first, end)));
                });
    }

    @Test
    void batchIsTheSameAsOneByOne() {
        byte[] leaves = new byte[LARGEST * 32];
        for (int i = 0; i < LARGEST; i++) {
            Merkle.leafHash(ENTRIES.get(i)).copyTo(leaves, i * 32);
        }
        List<String> bulk = new ArrayList<>();
        List<String> single = new ArrayList<>();
        Frontier frontier = new Frontier();
        Frontier other = new Frontier();

        long first = frontier.appendAll(leaves, (l, i, b, o) -> bulk.add(l + "/" + i));
        long second = frontier.appendAll(leaves, NodeSink.NONE);
        for (int i = 0; i < LARGEST; i++) {
            other.append(leaves, i * 32, (l, n, b, o) -> single.add(l + "/" + n));
        }

        assertThat(first).isZero();
        assertThat(second).isEqualTo(LARGEST);
        assertThat(frontier.size()).isEqualTo(2 * LARGEST);
        assertThat(bulk).isEqualTo(single);
        assertThat(other.root()).isEqualTo(NaiveTree.root(ENTRIES));
    }

    @Test
    void appendingLeavesTheCallersArrayAlone() {
        byte[] leaf = Samples.seed(3);
        Frontier frontier = new Frontier();

        frontier.append(leaf, 0, NodeSink.NONE);
        frontier.append(leaf, 0, NodeSink.NONE);

        assertThat(leaf).isEqualTo(Samples.seed(3));
    }

    @Test
    void malformedStoredForms_areRefused() {
        byte[] three = Frontier.of(3, List.of(hash(1), hash(2))).toBytes();
        byte[] longer = Arrays.copyOf(three, three.length + 1);
        byte[] shorter = Arrays.copyOf(three, three.length - 1);
        byte[] negative = three.clone();
        negative[0] = (byte) 0x80;

        for (byte[] bad : List.of(new byte[0], new byte[7], longer, shorter, negative)) {
            assertThatThrownBy(() -> Frontier.fromBytes(bad))
                    .isInstanceOfSatisfying(
                            MalformedException.class,
                            fault -> assertThat(fault.reason()).isEqualTo(Reason.FRONTIER));
        }
    }

    @Test
    void rootsThatDoNotFitTheSize_areRefused() {
        assertThatThrownBy(() -> Frontier.of(3, List.of(hash(1))))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Frontier.of(-1, List.of())).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new Frontier().appendAll(new byte[33], NodeSink.NONE))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void fullTreeTakesNoMore() {
        List<Hash> roots = Collections.nCopies(63, hash(1));
        Frontier full = Frontier.of(Long.MAX_VALUE, roots);

        assertThatThrownBy(() -> full.append(hash(2)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("full");
        assertThat(full.root()).isNotEqualTo(hash(1));
    }

    private static Hash hash(int fill) {
        return Hash.of(Samples.seed(fill));
    }
}
