package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.audit.AuditLog;
import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.kernel.ReceiptId;
import java.util.ArrayList;
import java.util.List;

/** A log in memory that can be down. */
final class FakeAuditLog implements AuditLog {
    private final List<Entry> entries = new ArrayList<>();
    private boolean down;

    void down(boolean isDown) {
        this.down = isDown;
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    Entry only() {
        if (entries.size() != 1) {
            throw new AssertionError("One entry was expected, not " + entries.size());
        }
        return entries.get(0);
    }

    @Override
    public synchronized Sequenced append(Entry entry) {
        if (down) {
            throw new LogUnavailableException("down", new IllegalStateException());
        }
        entries.add(entry);
        return new Sequenced(entries.size() - 1, entry.id());
    }

    @Override
    public ReceiptId record(Event event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean writable() {
        return !down;
    }
}
