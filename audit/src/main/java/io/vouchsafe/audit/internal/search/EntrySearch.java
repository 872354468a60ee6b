package io.vouchsafe.audit.internal.search;

import io.vouchsafe.audit.EntryDetail;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.SealingContext;
import io.vouchsafe.audit.internal.checkpoint.Checkpointer;
import io.vouchsafe.audit.internal.checkpoint.Published;
import io.vouchsafe.audit.internal.receipts.StoredEntry;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.keys.BlindIndex;
import io.vouchsafe.keys.SealBrokenException;
import io.vouchsafe.keys.Sealer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Lists of entries, newest first, and single ones. */
public final class EntrySearch {
    /** JSON for what is no longer there. */
    private static final String AGED = "null";

    private final DataSource dataSource;
    private final Checkpointer checkpoints;
    private final Sealer sealer;
    private final BlindIndex index;

    public EntrySearch(
            DataSource dataSource, Checkpointer checkpoints, Sealer sealer, BlindIndex index) {
        this.dataSource = dataSource;
        this.checkpoints = checkpoints;
        this.sealer = sealer;
        this.index = index;
    }

    /** One page; the cursor is the last index shown. */
    public Page<EntrySummary> search(Caller caller, EntryQuery query) {
        Conditions conditions = Conditions.of(caller, query, index);
        String sql =
                "SELECT "
                        + StoredEntry.COLUMNS
                        + " FROM audit.entry e"
                        + conditions.where()
                        + " ORDER BY e.entry_index DESC LIMIT ?";
        List<StoredEntry> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(conditions.bind(statement), query.limit() + 1);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(StoredEntry.read(rows));
                }
            }
        } catch (SQLException fault) {
            throw AuditMessages.LOG.notReadable(fault);
        }
        boolean more = found.size() > query.limit();
        List<StoredEntry> page = more ? found.subList(0, query.limit()) : found;
        long published = published();
        return new Page<>(
                page.stream().map(entry -> Summaries.of(entry, published)).toList(),
                more ? Long.toString(page.getLast().index()) : null);
    }

    /** The entry with its explanation, when it is this caller's to see. */
    public Optional<EntryDetail> entry(Caller caller, ReceiptId id) {
        try (Connection connection = dataSource.getConnection()) {
            Optional<StoredEntry> found =
                    StoredEntry.find(connection, id).filter(entry -> entry.visibleTo(caller));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            StoredEntry entry = found.get();
            byte[] body = entry.body();
            return Optional.of(
                    new EntryDetail(
                            Summaries.of(entry, published()),
                            body == null ? AGED : new String(body, StandardCharsets.UTF_8),
                            explanation(connection, entry)));
        } catch (SQLException fault) {
            throw AuditMessages.LOG.notReadable(fault);
        }
    }

    private @Nullable String explanation(Connection connection, StoredEntry entry)
            throws SQLException {
        byte[] sealed =
                DetachedParts.find(connection, entry.index())
                        .map(DetachedParts::explanation)
                        .orElse(null);
        if (sealed == null) {
            return null;
        }
        try {
            byte[] opened = sealer.open(sealed, SealingContext.explanation(entry.id()));
            return new String(opened, StandardCharsets.UTF_8);
        } catch (SealBrokenException changed) { // verify says so
            return null;
        }
    }

    private long published() {
        return checkpoints.newest().map(Published::size).orElse(0L);
    }
}
