package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.LogRow;
import io.vouchsafe.audit.internal.body.UndeliveredRows;
import io.vouchsafe.kernel.ReceiptId;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Entries that are in the log although their caller was told that this is not known: each is
 * followed by one that takes it back, in the next commit.
 *
 * <p>A process killed between the two leaves the first in {@link AbandonedFile}; the next start
 * looks for it and takes it back then. The commit may even arrive after that look, when PostgreSQL
 * was stopped with the statement in its hands: so what is not found is looked for until this node
 * has moved the head itself, which makes any older statement void.
 */
final class Takebacks {
    private final UndeliveredRows rows;
    private final Clock clock;
    private final AbandonedFile file;

    /** What takes back, by the entry that is taken back. */
    private final Map<ReceiptId, Ticket> owed = new LinkedHashMap<>();

    /** Those that may be in the log, with the commits of this node when that became unknown. */
    private final Map<ReceiptId, Long> unknown = new HashMap<>();

    Takebacks(UndeliveredRows rows, Clock clock, AbandonedFile file) {
        this.rows = rows;
        this.clock = clock;
        this.file = file;
        file.open().forEach(id -> unknown.put(id, 0L));
    }

    /** This entry is in the log and nobody knows. */
    void owe(LogRow entry) {
        AuditMessages.LOG.takingBack(entry.id());
        owed.computeIfAbsent(entry.id(), id -> Ticket.own(rows.row(entry, clock.instant())));
    }

    /** Nobody waits for this entry, which may be in the log. */
    void mayBeOwed(ReceiptId entry, long commits) {
        file.note(entry);
        unknown.put(entry, commits);
    }

    /** Whether it will be taken back. */
    boolean isOwed(ReceiptId entry) {
        return owed.containsKey(entry);
    }

    boolean areOwed() {
        return !owed.isEmpty();
    }

    /** What the next batch begins with. */
    List<Ticket> tickets(int max) {
        return new ArrayList<>(owed.values().stream().limit(max).toList());
    }

    /**
     * After a batch: what is durable is settled. What the log could not take has become a FAULT
     * entry, and is tried again at the next start.
     */
    void sweep() {
        owed.entrySet()
                .removeIf(
                        taken -> {
                            if (taken.getValue().isAnswered()) {
                                file.settled(taken.getKey());
                            }
                            return taken.getValue().isEnded();
                        });
    }

    boolean areUnknown() {
        return !unknown.isEmpty();
    }

    /**
     * Looks for those whose fate is unknown.
     *
     * @param commits of this node so far
     */
    void look(Session session, long commits) throws SQLException {
        Set<ReceiptId> taken = session.takenBack(unknown.keySet());
        Map<ReceiptId, LogRow> found = session.entries(unknown.keySet());
        unknown.entrySet()
                .removeIf(
                        asked -> {
                            ReceiptId id = asked.getKey();
                            LogRow entry = found.get(id);
                            if (entry != null && !taken.contains(id)) {
                                owe(entry);
                                return true;
                            }
                            if (entry != null || commits > asked.getValue()) {
                                file.settled(id);
                                return true;
                            }
                            return false;
                        });
    }
}
