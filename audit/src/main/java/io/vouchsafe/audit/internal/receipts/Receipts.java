package io.vouchsafe.audit.internal.receipts;

import io.vouchsafe.audit.Receipt;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.checkpoint.Checkpointer;
import io.vouchsafe.audit.internal.checkpoint.Published;
import io.vouchsafe.audit.internal.tree.StoredTree;
import io.vouchsafe.audit.internal.tree.TileCache;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.MalformedException;
import io.vouchsafe.verifier.SignedNote;
import io.vouchsafe.verifier.TilePath;
import io.vouchsafe.verifier.Tiles;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/** Receipts and tiles out of the database. */
public final class Receipts {
    private final DataSource dataSource;
    private final Checkpointer checkpoints;
    private final BiConsumer<Caller, ReceiptId> denied;
    private final TileCache tiles = new TileCache();

    /**
     * Makes one.
     *
     * @param denied told of each try to get another partner's receipt
     */
    public Receipts(
            DataSource dataSource, Checkpointer checkpoints, BiConsumer<Caller, ReceiptId> denied) {
        this.dataSource = dataSource;
        this.checkpoints = checkpoints;
        this.denied = denied;
    }

    /** The tile, when the published tree has it. */
    public Optional<byte[]> tile(String path) {
        TilePath tile;
        try {
            tile = TilePath.parse(path);
        } catch (MalformedException noTile) {
            return Optional.empty();
        }
        long size = checkpoints.newest().map(Published::size).orElse(0L);
        if (tile.width() > Tiles.width(tile.level(), tile.index(), size)) {
            return Optional.empty();
        }
        try (Connection connection = dataSource.getConnection()) {
            return Optional.of(StoredTree.of(connection, tiles).tile(tile));
        } catch (SQLException fault) {
            throw AuditMessages.LOG.notReadable(fault);
        }
    }

    /** The receipt for this caller. */
    public Receipt receipt(Caller caller, ReceiptId id, Duration patience) {
        Optional<StoredEntry> found = find(id);
        if (found.isEmpty()) {
            return new Receipt.Unknown();
        }
        StoredEntry entry = found.get();
        if (!entry.visibleTo(caller)) {
            denied.accept(caller, id);
            return new Receipt.Unknown();
        }
        byte[] body = entry.body();
        if (body == null) {
            return new Receipt.Aged(id, entry.index());
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return checkpoints
                .covering(entry.index(), patience)
                .<Receipt>map(
                        p -> new Receipt.Published(id, entry.index(), text, proof(entry, body, p)))
                .orElseGet(() -> new Receipt.Pending(id, entry.index(), text));
    }

    private Optional<StoredEntry> find(ReceiptId id) {
        try (Connection connection = dataSource.getConnection()) {
            return StoredEntry.find(connection, id);
        } catch (SQLException fault) {
            throw AuditMessages.LOG.notReadable(fault);
        }
    }

    private String proof(StoredEntry entry, byte[] body, Published checkpoint) {
        try (Connection connection = dataSource.getConnection()) {
            List<Hash> path =
                    StoredTree.of(connection, tiles).inclusion(entry.index(), checkpoint.size());
            return io.vouchsafe.verifier.Receipt.of(
                            entry.salt(),
                            body,
                            entry.index(),
                            path,
                            SignedNote.parse(checkpoint.note()))
                    .proof()
                    .encode();
        } catch (SQLException fault) {
            throw AuditMessages.LOG.notReadable(fault);
        }
    }
}
