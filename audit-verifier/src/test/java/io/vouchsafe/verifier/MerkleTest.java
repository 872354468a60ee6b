package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTest {

    private static final int LARGEST = 70;
    private static final Map<NodeId, Hash> NODES = Samples.nodes(LARGEST);
    private static final List<byte[]> ENTRIES = Samples.entries(LARGEST);

    @Test
    void inclusionProofs_areTheRfcsOwn_andVerify() {
        for (int size = 1; size <= LARGEST; size++) {
            List<byte[]> entries = ENTRIES.subList(0, size);
            Hash root = NaiveTree.root(entries);
            for (int index = 0; index < size; index++) {
                List<Hash> proof = Merkle.inclusionProof(index, size, Samples.reader(NODES));
                Hash leaf = Merkle.leafHash(entries.get(index));

                assertThat(proof).isEqualTo(NaiveTree.path(index, entries));
                assertThat(Merkle.verifyInclusion(index, size, leaf, proof, root).holds()).isTrue();
            }
        }
    }

    @Test
    void consistencyProofs_areTheRfcsOwn_andVerify() {
        for (int size2 = 1; size2 <= LARGEST; size2++) {
            Hash root2 = NaiveTree.root(ENTRIES.subList(0, size2));
            for (int size1 = 1; size1 <= size2; size1++) {
                Hash root1 = NaiveTree.root(ENTRIES.subList(0, size1));
                List<Hash> proof = Merkle.consistencyProof(size1, size2, Samples.reader(NODES));

                assertThat(proof).isEqualTo(NaiveTree.proof(size1, ENTRIES.subList(0, size2)));
                assertThat(Merkle.verifyConsistency(size1, size2, root1, root2, proof).holds())
                        .isTrue();
            }
        }
    }

    @Test
    void inclusionProof_provesNoOtherPlace() {
        int size = 37;
        Hash root = NaiveTree.root(ENTRIES.subList(0, size));
        for (int index = 0; index < size; index++) {
            List<Hash> proof = Merkle.inclusionProof(index, size, Samples.reader(NODES));
            Hash leaf = Merkle.leafHash(ENTRIES.get(index));
            for (int other = 0; other < size; other++) {
                assertThat(Merkle.verifyInclusion(other, size, leaf, proof, root).holds())
                        .as("proof of %s as %s", index, other)
                        .isEqualTo(index == other);
            }
        }
    }

    @Test
    void everyChangedHashInAProof_isNoticed() {
        List<Hash> proof = Merkle.consistencyProof(21, 70, Samples.reader(NODES));
        Hash root1 = NaiveTree.root(ENTRIES.subList(0, 21));
        Hash root2 = NaiveTree.root(ENTRIES);
        for (int i = 0; i < proof.size(); i++) {
            List<Hash> changed = new ArrayList<>(proof);
            byte[] bytes = proof.get(i).toBytes();
            bytes[i] ^= 1;
            changed.set(i, Hash.of(bytes));

            assertThat(Merkle.verifyConsistency(21, 70, root1, root2, changed))
                    .isInstanceOfSatisfying(
                            ProofCheck.Fails.class,
                            fails -> assertThat(fails.reason()).isEqualTo(Reason.ROOT_DIFFERS));
        }
    }

    @ParameterizedTest(name = "index {0} of {1} with {2} hashes: {3}")
    @CsvSource({
        "-1, 7, 3, INDEX_OUTSIDE_TREE",
        "7, 7, 3, INDEX_OUTSIDE_TREE",
        "0, 0, 0, INDEX_OUTSIDE_TREE",
        "9223372036854775807, 9223372036854775807, 0, INDEX_OUTSIDE_TREE",
        "0, -1, 0, TREE_SIZE",
        "0, -9223372036854775808, 0, TREE_SIZE",
        "0, 1, 1, PROOF_LENGTH",
        "4, 7, 2, PROOF_LENGTH",
        "4, 7, 4, PROOF_LENGTH",
        "0, 9223372036854775807, 62, PROOF_LENGTH",
        "0, 9223372036854775807, 63, ROOT_DIFFERS",
        "9223372036854775806, 9223372036854775807, 62, ROOT_DIFFERS",
        "4, 7, 3, ROOT_DIFFERS",
    })
    void impossibleInclusion_isRefusedWithItsReason(
            long index, long size, int hashes, Reason reason) {
        List<Hash> proof = new ArrayList<>();
        for (int i = 0; i < hashes; i++) {
            proof.add(Hash.of(Samples.seed(i)));
        }

        ProofCheck check =
                Merkle.verifyInclusion(
                        index, size, Hash.of(Samples.seed(1)), proof, Merkle.emptyRoot());

        assertThat(check)
                .asInstanceOf(InstanceOfAssertFactories.type(ProofCheck.Fails.class))
                .extracting(ProofCheck.Fails::reason)
                .isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0} to {1} with {2} hashes: {3}")
    @CsvSource({
        "-1, 7, 0, TREE_SIZE",
        "8, 7, 0, TREE_SIZE",
        "0, -1, 0, TREE_SIZE",
        "7, 7, 1, PROOF_LENGTH",
        "0, 7, 1, PROOF_LENGTH",
        "3, 7, 0, PROOF_LENGTH",
        "3, 7, 3, PROOF_LENGTH",
        "3, 7, 5, PROOF_LENGTH",
        "3, 7, 4, ROOT_DIFFERS",
        "4, 7, 2, PROOF_LENGTH",
    })
    void impossibleConsistency_isRefusedWithItsReason(
            long size1, long size2, int hashes, Reason reason) {
        List<Hash> proof = new ArrayList<>();
        for (int i = 0; i < hashes; i++) {
            proof.add(Hash.of(Samples.seed(i)));
        }
        Hash root = Hash.of(Samples.seed(99));

        assertThat(Merkle.verifyConsistency(size1, size2, root, root, proof))
                .asInstanceOf(InstanceOfAssertFactories.type(ProofCheck.Fails.class))
                .extracting(ProofCheck.Fails::reason)
                .isEqualTo(reason);
    }

    @Test
    void everyTreeContinuesTheEmptyOne_butOnlyTheEmptyOne() {
        Hash root = NaiveTree.root(ENTRIES);

        assertThat(Merkle.verifyConsistency(0, 70, Merkle.emptyRoot(), root, List.of()).holds())
                .isTrue();
        assertThat(Merkle.verifyConsistency(0, 70, root, root, List.of()).holds()).isFalse();
        assertThat(Merkle.verifyConsistency(70, 70, root, Merkle.emptyRoot(), List.of()).holds())
                .isFalse();
    }

    @Test
    void trueProof_failsAgainstARewrittenTree() {
        List<byte[]> rewritten = new ArrayList<>(ENTRIES);
        rewritten.set(3, Samples.bytes("rewritten"));
        Hash before = NaiveTree.root(ENTRIES.subList(0, 50));
        List<Hash> proof = NaiveTree.proof(50, rewritten);

        ProofCheck check =
                Merkle.verifyConsistency(50, 70, before, NaiveTree.root(rewritten), proof);

        assertThat(check.holds()).isFalse();
    }

    @Test
    void computedProofsNeedASaneRange() {
        HashReader none = nodes -> List.of();

        assertThatThrownBy(() -> Merkle.inclusionProof(5, 5, none))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Merkle.inclusionProof(-1, 5, none))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Merkle.consistencyProof(6, 5, none))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Merkle.consistencyProof(-1, 5, none))
                .isInstanceOf(MalformedException.class);
        assertThat(Merkle.consistencyProof(0, 5, none)).isEmpty();
        assertThat(Merkle.consistencyProof(5, 5, none)).isEmpty();
        assertThat(Merkle.inclusionProof(0, 1, none)).isEmpty();
    }

    @Test
    void readerThatAnswersTooLittle_isNotBelieved() {
        assertThatThrownBy(() -> Merkle.inclusionProof(0, 5, nodes -> List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0 hashes");
    }

    @Test
    void frontierAndRootAreReadBackFromSubtrees() {
        for (int size = 0; size <= LARGEST; size++) {
            Hash root = NaiveTree.root(ENTRIES.subList(0, size));

            assertThat(Merkle.root(size, Samples.reader(NODES))).isEqualTo(root);
            assertThat(Merkle.frontier(size, Samples.reader(NODES)).size()).isEqualTo(size);
        }
    }

    @Test
    void placesOutsideAnyTree_haveNoNode() {
        assertThatThrownBy(() -> new NodeId(-1, 0)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new NodeId(63, 0)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new NodeId(0, -1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new NodeId(62, 2)).isInstanceOf(MalformedException.class);
        assertThat(new NodeId(3, 5).firstLeaf()).isEqualTo(40);
        assertThat(new NodeId(3, 5).leaves()).isEqualTo(8);
    }
}
