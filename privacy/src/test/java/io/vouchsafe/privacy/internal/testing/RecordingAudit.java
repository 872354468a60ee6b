package io.vouchsafe.privacy.internal.testing;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.store.testing.TestTransactions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps events, and writes their types into a table on the caller's transaction, so that a test
 * sees whether they commit with the change.
 */
public final class RecordingAudit implements AuditLog {
    private final TestTransactions transactions;
    private final List<Event> events = new ArrayList<>();
    private boolean failing;

    public RecordingAudit(TestTransactions transactions) {
        this.transactions = transactions;
        execute("CREATE TABLE IF NOT EXISTS outbox (type text)");
    }

    /** From now on recording throws, as when the outbox cannot be written. */
    public void fail() {
        failing = true;
    }

    public List<Event> events() {
        return events;
    }

    public List<String> types() {
        return events.stream().map(Event::type).toList();
    }

    @Override
    public Sequenced append(Entry entry) {
        throw new UnsupportedOperationException("No request ends here");
    }

    @Override
    public ReceiptId record(Event event) {
        if (!transactions.active()) {
            throw new IllegalStateException("No transaction");
        }
        if (failing) {
            throw new IllegalStateException("The outbox is full");
        }
        execute("INSERT INTO outbox VALUES ('" + event.type() + "')");
        events.add(event);
        return ReceiptId.fresh();
    }

    @Override
    public boolean writable() {
        return !failing;
    }

    private void execute(String sql) {
        try (var connection = transactions.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
