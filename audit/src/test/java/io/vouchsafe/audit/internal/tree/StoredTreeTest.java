package io.vouchsafe.audit.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.LogTables;
import io.vouchsafe.verifier.EntryBundle;
import io.vouchsafe.verifier.Frontier;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.Merkle;
import io.vouchsafe.verifier.ProofCheck;
import io.vouchsafe.verifier.TilePath;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree as read from the tables, against one that was computed beside them. */
class StoredTreeTest {
    private static final int SIZE = 66_000; // more than one tile of level 1

    private final DataSource database = EmptyDatabase.get();
    private final LogTables tables = LogTables.migrated(database);
    private final List<Hash> leaves = new ArrayList<>();
    private Connection connection;

    @BeforeEach
    void fill() throws SQLException {
        tables.execute(
                """
                INSERT INTO audit.entry (entry_index, receipt_id, hash, salt, body, type, time, caller)
                SELECT i, ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, sha256(int8send(i)),
                  sha256(int8send(i)), NULL, 't', now(), 'c'
                FROM generate_series(0, %d) i"""
                        .formatted(SIZE - 1));
        connection = database.getConnection();
        Frontier frontier = new Frontier();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO audit.node VALUES (?, ?, ?)")) {
            for (long i = 0; i < SIZE; i++) {
                Hash leaf = Merkle.leafHash(sha256(i));
                leaves.add(leaf);
                frontier.append(
                        leaf,
                        (level, index, buffer, offset) -> {
                            if (level > 0 && level % 8 == 0) {
                                add(
                                        insert,
                                        level / 8,
                                        index,
                                        Arrays.copyOfRange(buffer, offset, offset + 32));
                            }
                        });
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void rootsOfAllSizes_areTheComputedOnes() throws SQLException {
        StoredTree tree = StoredTree.of(connection);

        for (int size : new int[] {0, 1, 2, 255, 256, 257, 511, 65_535, 65_536, 65_537, SIZE}) {
            assertThat(tree.root(size))
                    .as("size " + size)
                    .isEqualTo(Merkle.root(leaves.subList(0, size)));
        }
    }

    @Test
    void proofs_leadToTheRoot() throws SQLException {
        StoredTree tree = StoredTree.of(connection, new TileCache());

        for (int size : new int[] {1, 300, 65_536, SIZE}) {
            Hash root = Merkle.root(leaves.subList(0, size));
            for (int index : new int[] {0, size / 3, size / 2, size - 1}) {
                List<Hash> proof = tree.inclusion(index, size);
                assertThat(Merkle.verifyInclusion(index, size, leaves.get(index), proof, root))
                        .as(index + " of " + size)
                        .isInstanceOf(ProofCheck.Holds.class);
            }
        }
    }

    @Test
    void tiles_holdTheHashesOfTheirLevel() throws SQLException {
        StoredTree tree = StoredTree.of(connection);

        byte[] leafTile = tree.tile(TilePath.full(0, 3));
        byte[] nodeTile = tree.tile(new TilePath(1, 1, 1));
        byte[] topTile = tree.tile(new TilePath(2, 0, 1));

        assertThat(Hash.at(leafTile, 0)).isEqualTo(leaves.get(768));
        assertThat(Hash.of(nodeTile)).isEqualTo(Merkle.root(leaves.subList(65_536, 65_792)));
        assertThat(Hash.of(topTile)).isEqualTo(Merkle.root(leaves.subList(0, 65_536)));
    }

    @Test
    void entryTile_holdsTheEntries() throws SQLException {
        byte[] bundle = StoredTree.of(connection).tile(new TilePath(TilePath.ENTRIES, 1, 2));

        assertThat(EntryBundle.decode(bundle)).containsExactly(sha256(256), sha256(257));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM audit.entry WHERE entry_index = 5",
                "DELETE FROM audit.node WHERE level = 1 AND node_index = 7",
                "DELETE FROM audit.node WHERE level = 2"
            })
    void missingRow_isNamed(String deletion) throws SQLException {
        tables.execute(deletion);

        assertThatThrownBy(
                        () -> {
                            StoredTree tree = StoredTree.of(connection);
                            tree.tile(TilePath.full(0, 0));
                            tree.tile(TilePath.full(1, 0));
                            tree.tile(new TilePath(2, 0, 1));
                        })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing");
    }

    private static void add(PreparedStatement insert, int level, long index, byte[] hash) {
        try {
            insert.setInt(1, level);
            insert.setLong(2, index);
            insert.setBytes(3, hash);
            insert.addBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(long number) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
