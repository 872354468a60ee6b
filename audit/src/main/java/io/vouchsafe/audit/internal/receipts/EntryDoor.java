package io.vouchsafe.audit.internal.receipts;

import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ReceiptId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/**
 * The one way from a receipt id to an entry: whoever asks for one that is not his is told that it
 * does not exist, and the try is told on.
 */
public final class EntryDoor {
    private final DataSource dataSource;
    private final BiConsumer<Caller, ReceiptId> denied;

    /**
     * Makes one.
     *
     * @param denied told of each try to get another partner's entry; holds no connection then
     */
    public EntryDoor(DataSource dataSource, BiConsumer<Caller, ReceiptId> denied) {
        this.dataSource = dataSource;
        this.denied = denied;
    }

    /** The entry; empty when there is none for this caller. */
    public Optional<StoredEntry> find(Caller caller, ReceiptId id) {
        Optional<StoredEntry> found = find(id);
        if (found.isPresent() && !found.get().visibleTo(caller)) {
            denied.accept(caller, id);
            return Optional.empty();
        }
        return found;
    }

    private Optional<StoredEntry> find(ReceiptId id) {
        try (Connection connection = dataSource.getConnection()) {
            return StoredEntry.find(connection, id);
        } catch (SQLException fault) {
            throw AuditMessages.LOG.notReadable(fault);
        }
    }
}
