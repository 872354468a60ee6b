package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.EventRows;
import io.vouchsafe.audit.internal.body.LogRow;
import io.vouchsafe.kernel.ReceiptId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings one batch into the log and answers each of its tickets.
 *
 * <p>Several nodes may write to one database. The head's row is the fence: a commit counts only
 * when the head still is what this node saw last.
 *
 * <p>Life of a batch: committed → answered; fenced off → read the head, try again under its lock;
 * refused by the database → halved until the culprit is alone; nobody knows → new connection, ask
 * by receipt id, then go on. What turns out to be in the log when its caller is gone is taken back.
 */
final class BatchWriter {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

    private final Link link;
    private final Clock clock;
    private final Duration longestPause;
    private final Pause pause;
    private final Consumer<Head> moved;
    private final AbandonedFile abandoned;
    private final Takebacks takebacks;
    private boolean contested;
    private long commits;

    /** How the writer waits between attempts. */
    interface Pause {
        /** False when there is no time left for another attempt. */
        boolean await(Duration duration) throws InterruptedException;
    }

    /**
     * Makes one.
     *
     * @param moved told of each new head
     */
    BatchWriter(
            Link link,
            Clock clock,
            Duration longestPause,
            Pause pause,
            Consumer<Head> moved,
            AbandonedFile abandoned,
            Takebacks takebacks) {
        this.link = link;
        this.clock = clock;
        this.longestPause = longestPause;
        this.pause = pause;
        this.moved = moved;
        this.abandoned = abandoned;
        this.takebacks = takebacks;
    }

    /** How often this node moved the head. */
    long commits() {
        return commits;
    }

    /** Commits a batch, halving what the database refuses until each culprit stands alone. */
    void settle(List<Ticket> batch) throws InterruptedException {
        Deque<List<Ticket>> parts = new ArrayDeque<>();
        parts.push(soundOnes(batch));
        while (!parts.isEmpty()) {
            List<Ticket> part = parts.pop();
            SQLException refused = commit(part);
            if (refused == null) {
                continue;
            }
            if (part.size() == 1) {
                fault(part.getFirst(), "sql:" + refused.getSQLState(), refused);
                continue;
            }
            int half = part.size() / 2;
            parts.push(new ArrayList<>(part.subList(half, part.size())));
            parts.push(new ArrayList<>(part.subList(0, half)));
        }
    }

    /** One ticket per receipt id; those whose projection failed are answered here. */
    private List<Ticket> soundOnes(List<Ticket> batch) throws InterruptedException {
        Map<ReceiptId, Ticket> leaders = new LinkedHashMap<>();
        for (Ticket ticket : batch) {
            RuntimeException rejection = ticket.row().rejection();
            if (rejection != null) {
                fault(ticket, "projection:" + rejection.getClass().getSimpleName(), rejection);
                continue;
            }
            Ticket leader = leaders.putIfAbsent(ticket.row().id(), ticket);
            if (leader != null) {
                ticket.follow(leader);
            }
        }
        return new ArrayList<>(leaders.values());
    }

    /**
     * Commits until it is known what became of every ticket.
     *
     * @return null, or the refusal that holds for the tickets still in {@code part}
     */
    private @Nullable SQLException commit(List<Ticket> part) throws InterruptedException {
        boolean inDoubt = false;
        Duration wait = FIRST_PAUSE;
        while (!part.isEmpty()) {
            boolean sent = false;
            try {
                if (inDoubt) {
                    answerExisting(part);
                    inDoubt = false;
                }
                Session open = link.session();
                part.removeIf(ticket -> !departs(ticket));
                sent = true;
                if (part.isEmpty() || write(open, part)) {
                    return null;
                }
            } catch (SQLException quoting) {
                SQLException fault = SqlFault.withoutRow(quoting);
                SqlFault kind = SqlFault.of(fault);
                if (kind == SqlFault.REJECTED) {
                    return fault;
                }
                if (kind == SqlFault.DUPLICATE) {
                    int before = part.size();
                    inDoubt = !asked(part);
                    if (!inDoubt && part.size() == before) {
                        return fault; // a projection's own unique key
                    }
                    continue;
                }
                if (kind == SqlFault.HEAD_BROKEN && link.writable()) {
                    Head head = link.head();
                    AuditMessages.LOG.headBroken(head == null ? -1 : head.size());
                }
                if (kind == SqlFault.CONFLICT) {
                    link.forgetHead();
                    contested = true;
                    continue;
                }
                if (sent && SqlFault.leavesDoubt(fault)) {
                    part.forEach(Ticket::doubt);
                }
                inDoubt = true;
                link.lost(fault);
                if (!pause.await(wait)) {
                    giveUp(part, ticket -> AuditMessages.LOG.stopped());
                    return null;
                }
                wait = min(wait.multipliedBy(2), longestPause);
            }
        }
        return null;
    }

    /**
     * Whether it goes into the next commit. One that nobody waits for does not, unless it was sent
     * before and may be in the log, or still come into it: writing it is the only way to know.
     */
    private boolean departs(Ticket ticket) {
        boolean departs = ticket.depart();
        if (!departs) {
            abandoned.settled(ticket.row().id());
        }
        return departs;
    }

    /** Answers those that have no answer yet, and remembers those that may be in the log. */
    void giveUp(List<Ticket> batch, Function<Ticket, LogUnavailableException> why) {
        for (Ticket ticket : batch) {
            if (ticket.mayBeWrittenUnheard()) {
                takebacks.mayBeOwed(ticket.row().id(), commits);
            }
            ticket.refuse(why.apply(ticket));
        }
    }

    /** False when the question itself could not be answered. */
    private boolean asked(List<Ticket> part) {
        try {
            answerExisting(part);
            return true;
        } catch (SQLException unanswered) {
            link.drop();
            return false;
        }
    }

    /** Answers those that are in the log already and takes them out of {@code part}. */
    private void answerExisting(List<Ticket> part) throws SQLException {
        Session open = link.session();
        List<ReceiptId> ids = part.stream().map(ticket -> ticket.row().id()).toList();
        Map<ReceiptId, Long> found = open.existing(ids);
        Set<ReceiptId> taken = open.takenBack(found.keySet());
        for (Iterator<Ticket> tickets = part.iterator(); tickets.hasNext(); ) {
            Ticket ticket = tickets.next();
            ReceiptId id = ticket.row().id();
            Long index = found.get(id);
            if (index == null) {
                continue;
            }
            if (ticket.fromOutbox()) {
                open.forget(ticket);
            }
            if (taken.contains(id)) {
                ticket.refuse(AuditMessages.LOG.takenBack(id));
                abandoned.settled(id);
            } else if (takebacks.isOwed(id)) {
                ticket.refuse(AuditMessages.LOG.takenBack(id));
            } else {
                deliver(ticket, index);
            }
            tickets.remove();
        }
    }

    private void deliver(Ticket ticket, long index) {
        if (ticket.sequenced(index)) {
            abandoned.settled(ticket.row().id());
        } else {
            takebacks.owe(ticket.row());
        }
    }

    /** One attempt; false when somebody else moved the head. */
    private boolean write(Session open, List<Ticket> part) throws SQLException {
        Head before = link.head();
        Plan plan;
        if (contested) {
            plan = open.commitLocked(locked -> Plan.of(locked, part));
            contested = before == null || plan.after().size() - part.size() != before.size();
        } else {
            before = before == null ? open.head() : before;
            plan = Plan.of(before, part);
            if (!open.commit(before, plan)) {
                link.forgetHead();
                contested = true;
                return false;
            }
        }
        link.saw(plan.after());
        answer(plan);
        return true;
    }

    private void answer(Plan plan) {
        commits++;
        link.works();
        long base = plan.after().size() - plan.tickets().size();
        for (int i = 0; i < plan.tickets().size(); i++) {
            deliver(plan.tickets().get(i), base + i);
        }
        moved.accept(plan.after());
    }

    /** Refuses the culprit's caller and writes an entry that says so. */
    private void fault(Ticket culprit, String cause, Exception why) throws InterruptedException {
        AuditMessages.LOG.culprit(culprit.row().id(), cause, why);
        LogRow row = EventRows.fault(ReceiptId.fresh(), clock.instant(), culprit.row(), cause);
        SQLException refused = commit(new ArrayList<>(List.of(Ticket.own(row))));
        if (refused != null) {
            AuditMessages.LOG.faultNotWritten(culprit.row().id(), refused);
        }
        if (culprit.fromOutbox()) {
            park(culprit, cause);
        }
        culprit.refuse(AuditMessages.LOG.rejected(culprit.row().id(), why));
        abandoned.settled(culprit.row().id());
    }

    private void park(Ticket culprit, String cause) {
        try {
            link.session().park(culprit, cause);
        } catch (SQLException fault) { // it is tried and parked again
            link.lost(fault);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
