package io.vouchsafe.audit.internal.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Receipt;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.verifier.Checkpoint;
import io.vouchsafe.verifier.EntryBundle;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.Merkle;
import io.vouchsafe.verifier.SignedNote;
import io.vouchsafe.verifier.TilePath;
import io.vouchsafe.verifier.Tiles;
import io.vouchsafe.verifier.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private LogFixture log;

    @BeforeEach
    void open() {
        log = LogFixture.on(EmptyDatabase.get(), folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void receiptsAllOverTheTree_verifyOffline() {
        List<Sequenced> entries = log.published(300);

        for (int i = 0; i < 300; i += i % 256 == 255 ? 1 : 15) {
            Sequenced entry = entries.get(i);
            Receipt.Published receipt = log.receipt(entry);
            Verification verification =
                    log.offline()
                            .verify(
                                    receipt.proof().getBytes(UTF_8),
                                    Entries.REQUEST,
                                    Entries.RESPONSE);
            assertThat(verification).isInstanceOf(Verification.Verified.class);
            var facts = ((Verification.Verified) verification).facts();
            assertThat(facts.id()).isEqualTo(entry.receipt().toString());
            assertThat(facts.index()).isEqualTo(entry.index());
            assertThat(facts.signatures()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 255, 256, 257})
    void treesOfAnySize_proveTheirFirstAndLastEntry(int size) {
        List<Sequenced> entries = log.published(size);

        for (Sequenced entry : List.of(entries.getFirst(), entries.getLast())) {
            assertThat(log.offline().verify(log.receipt(entry).proof().getBytes(UTF_8)))
                    .isInstanceOf(Verification.Verified.class);
        }
    }

    @Test
    void anotherRequestOrResponse_isNoticed() {
        Receipt.Published receipt = log.receipt(log.published(1).getFirst());
        byte[] other = "{}".getBytes(UTF_8);

        assertThat(log.offline().verify(receipt.proof().getBytes(UTF_8), other, Entries.RESPONSE))
                .isInstanceOf(Verification.Rejected.class);
        assertThat(log.offline().verify(receipt.proof().getBytes(UTF_8), Entries.REQUEST, other))
                .isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void body_isTheOneInTheProof() {
        Receipt.Published receipt = log.receipt(log.published(1).getFirst());

        var proof = io.vouchsafe.verifier.Receipt.parse(receipt.proof().getBytes(UTF_8));

        assertThat(new String(proof.body(), UTF_8)).isEqualTo(receipt.body());
    }

    @Test
    void withoutPatience_aFreshEntryIsPending() {
        Sequenced entry = log.append(Entries.prediction());

        Receipt receipt = log.receipts.receipt(LogFixture.AUDITOR, entry.receipt(), Duration.ZERO);

        assertThat(receipt).isInstanceOf(Receipt.Pending.class);
    }

    @Test
    void unknownId_isUnknownAndNoDenial() {
        Receipt receipt = log.receipts.receipt(LogFixture.ACME, ReceiptId.fresh(), Duration.ZERO);

        assertThat(receipt).isInstanceOf(Receipt.Unknown.class);
        assertThat(log.denied).isEmpty();
    }

    @Test
    void ownReceipt_isGivenToThePartner() {
        Sequenced entry = log.append(Entries.prediction());

        Receipt receipt = log.receipts.receipt(LogFixture.ACME, entry.receipt(), PATIENCE);

        assertThat(receipt).isInstanceOf(Receipt.Published.class);
    }

    @Test
    void anotherPartnersReceipt_isUnknownAndTheTryIsTold() {
        Sequenced entry = log.published(1).getFirst();

        Receipt receipt = log.receipts.receipt(LogFixture.GLOBEX, entry.receipt(), PATIENCE);

        assertThat(receipt).isEqualTo(new Receipt.Unknown());
        assertThat(log.denied).containsExactly(entry.receipt());
    }

    @Test
    void agedEntry_keepsItsIndexAndTheOthersKeepTheirProofs() {
        List<Sequenced> entries = log.published(5);
        log.tables.execute("UPDATE audit.entry SET body = NULL WHERE entry_index = 2");

        Receipt aged = log.receipts.receipt(LogFixture.ACME, entries.get(2).receipt(), PATIENCE);

        assertThat(aged).isEqualTo(new Receipt.Aged(entries.get(2).receipt(), 2));
        assertThat(log.offline().verify(log.receipt(entries.get(3)).proof().getBytes(UTF_8)))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void erasedPerson_leavesTheProof() {
        Sequenced entry = log.append(Entries.prediction().subject("p-1").explanation("{}"));
        log.tables.execute("DELETE FROM audit.detached");

        assertThat(log.offline().verify(log.receipt(entry).proof().getBytes(UTF_8)))
                .isInstanceOf(Verification.Verified.class);
    }

    // tiles

    @Test
    void tiles_leadToTheCheckpointsRoot() {
        log.published(600);
        SignedNote note = SignedNote.parse(log.log.checkpointer().newest().orElseThrow().note());
        Checkpoint checkpoint = Checkpoint.parse(note.text());

        Hash root =
                Merkle.root(
                        checkpoint.size(),
                        Tiles.reader(
                                checkpoint.size(),
                                path -> log.receipts.tile(path.encode()).orElseThrow()));

        assertThat(checkpoint.size()).isEqualTo(600);
        assertThat(root).isEqualTo(checkpoint.root());
    }

    @Test
    void entryTiles_holdTheEntriesOfTheLeaves() {
        log.published(300);

        byte[] full = log.receipts.tile("tile/entries/000").orElseThrow();
        byte[] partial = log.receipts.tile("tile/entries/001.p/44").orElseThrow();

        List<byte[]> entries = new ArrayList<>(EntryBundle.decode(full));
        entries.addAll(EntryBundle.decode(partial));
        assertThat(entries).hasSize(300);
        byte[] leaves = log.receipts.tile("tile/0/001.p/44").orElseThrow();
        assertThat(Merkle.leafHash(entries.get(256)).toBytes())
                .isEqualTo(Arrays.copyOf(leaves, Hash.SIZE));
    }

    @Test
    void narrowerTile_isThePrefixOfTheWiderOne() {
        log.published(20);

        byte[] narrow = log.receipts.tile("tile/0/000.p/7").orElseThrow();

        assertThat(narrow)
                .isEqualTo(
                        Arrays.copyOf(log.receipts.tile("tile/0/000.p/20").orElseThrow(), 7 * 32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/000",
                "tile/0/000.p/21",
                "tile/0/001.p/1",
                "tile/1/000.p/1",
                "tile/63/000.p/1",
                "tile/0/x999/999/999",
                "tile/entries/000",
                "tile/-1/000",
                "tile/0/../000",
                "checkpoint",
                ""
            })
    void whatThePublishedTreeLacks_isEmpty(String path) {
        log.published(20);

        assertThat(log.receipts.tile(path)).isEmpty();
    }

    @Test
    void unpublishedEntries_areInNoTile() {
        log.published(3);
        log.append(Entries.prediction());

        long size = log.log.checkpointer().newest().orElseThrow().size();

        assertThat(log.receipts.tile(new TilePath(0, 0, (int) size + 1).encode())).isEmpty();
    }

    @Test
    void fullTile_comesFromTheCacheOnceRead() {
        log.published(260);
        byte[] before = log.receipts.tile("tile/1/000.p/1").orElseThrow();
        byte[] leaves = log.receipts.tile("tile/0/000").orElseThrow();

        log.tables.execute("UPDATE audit.entry SET hash = sha256(hash) WHERE entry_index < 256");

        assertThat(log.receipts.tile("tile/0/000")).contains(leaves);
        assertThat(log.receipts.tile("tile/1/000.p/1")).contains(before);
    }

    @Test
    void keysFile_holdsBothKeys() {
        assertThat(log.log.keysFile().lines().filter(line -> !line.startsWith("#")))
                .hasSize(2)
                .allMatch(line -> line.startsWith(LogFixture.ORIGIN + "+"));
    }
}
