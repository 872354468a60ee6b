package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.EventRows;
import io.vouchsafe.audit.internal.body.LogRow;
import io.vouchsafe.audit.spi.Projection;
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
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of this node: takes what waits, writes it in one commit, answers. It does not wait
 * for more to come: while one commit runs, the next batch gathers by itself.
 *
 * <p>Several nodes may run one each on the same database. The head's row is the fence: a commit
 * counts only when the head still is what this node saw last.
 *
 * <p>Life of a batch: committed → answered; fenced off → read the head, try again under its lock;
 * refused by the database → halved until the culprit is alone; nobody knows → new connection, ask
 * by receipt id, then go on.
 */
public final class Committer implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

    private final DataSource dataSource;
    private final FusedStatement fused;
    private final CommitterSettings settings;
    private final Clock clock;
    private final Consumer<Head> moved;
    private final Intake intake;
    private final Thread thread;
    private final CountDownLatch finished = new CountDownLatch(1);

    private volatile boolean writable = true;
    private volatile long closeBy = Long.MAX_VALUE;

    // of the committer's thread alone
    private @Nullable Session session;
    private @Nullable Head head;
    private boolean contested;
    private long nextPoll = System.nanoTime();

    /**
     * Makes one that is not started.
     *
     * @param dataSource auto-commit connections outside JTA; one is kept
     * @param moved told of each new head, on the committer's thread
     */
    public Committer(
            DataSource dataSource,
            ThreadFactory threads,
            Clock clock,
            List<Projection> projections,
            CommitterSettings settings,
            Consumer<Head> moved) {
        this.dataSource = dataSource;
        this.fused = new FusedStatement(projections);
        this.settings = settings;
        this.clock = clock;
        this.moved = moved;
        this.intake = new Intake(settings.queue());
        this.thread = threads.newThread(this::run);
        this.thread.setName("vouchsafe-committer");
    }

    public Committer start() {
        thread.start();
        return this;
    }

    /**
     * Writes one entry and waits until it is durable.
     *
     * @throws io.vouchsafe.audit.LogUnavailableException when that is not known in time
     */
    public Sequenced append(LogRow row) {
        Ticket ticket = new Ticket(row, Ticket.CALLER);
        return switch (intake.offer(ticket)) {
            case TAKEN -> ticket.await(settings.patience());
            case FULL -> throw AuditMessages.LOG.queueFull();
            case CLOSED -> throw AuditMessages.LOG.stopped();
        };
    }

    /** Says that the outbox has new rows. */
    public void knock() {
        intake.knock();
    }

    /** False while the database does not take entries, and after the stop. */
    public boolean writable() {
        return writable;
    }

    /** Takes nothing more, writes what waits, and stops; at most the drain time. */
    @Override
    public void close() {
        closeBy = System.nanoTime() + settings.drain().toNanos();
        intake.close();
        try {
            if (!finished.await(settings.drain().toMillis() + 1000, TimeUnit.MILLISECONDS)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean open = true;
            while (open) {
                open = round();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            writable = false;
            refuseRest();
            if (session != null) {
                session.close();
            }
            finished.countDown();
        }
    }

    /** One batch; false after the last one. */
    private boolean round() throws InterruptedException {
        Intake.Work work = intake.next(settings.batch(), nextPoll - System.nanoTime());
        List<Ticket> batch = work.tickets();
        try {
            if (work.knocked() || work.closed() || nextPoll - System.nanoTime() <= 0) {
                batch.addAll(outbox(settings.batch()));
                nextPoll = System.nanoTime() + settings.poll().toNanos();
            }
            settle(batch);
        } catch (RuntimeException fault) { // the thread must outlive any fault of one batch
            AuditMessages.LOG.unexpected(fault);
            batch.forEach(t -> t.refuse(AuditMessages.LOG.rejected(t.row().id(), fault)));
            dropSession();
        }
        return !work.closed();
    }

    private void refuseRest() {
        intake.close();
        try {
            intake.next(Integer.MAX_VALUE, 0)
                    .tickets()
                    .forEach(ticket -> ticket.refuse(AuditMessages.LOG.stopped()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Ticket> outbox(int max) {
        try {
            Session open = session();
            List<Ticket> rows = open.outbox(max);
            if (rows.size() == max) {
                intake.knock(); // there is more
            }
            if (!writable && open.accepts()) {
                becameWritable();
            }
            return rows;
        } catch (SQLException fault) {
            dropSession();
            becameUnwritable(fault);
            return List.of();
        }
    }

    /** Commits a batch, halving what the database refuses until each culprit stands alone. */
    private void settle(List<Ticket> batch) throws InterruptedException {
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
        Duration pause = FIRST_PAUSE;
        while (!part.isEmpty()) {
            try {
                if (inDoubt) {
                    answerExisting(part);
                    inDoubt = false;
                }
                part.removeIf(Ticket::abandoned);
                if (part.isEmpty() || write(part)) {
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
                if (kind == SqlFault.HEAD_BROKEN && writable) {
                    AuditMessages.LOG.headBroken(head == null ? -1 : head.size());
                }
                if (kind == SqlFault.CONFLICT) {
                    head = null;
                    contested = true;
                    continue;
                }
                inDoubt = true;
                dropSession();
                becameUnwritable(fault);
                if (!pause(part, pause)) {
                    return null;
                }
                pause = min(pause.multipliedBy(2), settings.retry());
            }
        }
        return null;
    }

    /** False when the question itself could not be answered. */
    private boolean asked(List<Ticket> part) {
        try {
            answerExisting(part);
            return true;
        } catch (SQLException unanswered) {
            dropSession();
            return false;
        }
    }

    /** Answers those that are in the log already and takes them out of {@code part}. */
    private void answerExisting(List<Ticket> part) throws SQLException {
        Session open = session();
        Map<UUID, Long> found = open.existing(part);
        for (Iterator<Ticket> tickets = part.iterator(); tickets.hasNext(); ) {
            Ticket ticket = tickets.next();
            Long index = found.get(ticket.row().id().value());
            if (index != null) {
                if (ticket.fromOutbox()) {
                    open.forget(ticket);
                }
                ticket.sequenced(index);
                tickets.remove();
            }
        }
    }

    /** One attempt; false when somebody else moved the head. */
    private boolean write(List<Ticket> part) throws SQLException {
        Session open = session();
        Head before = head;
        Plan plan;
        if (contested) {
            plan = open.commitLocked(locked -> Plan.of(locked, part));
            contested = before == null || plan.after().size() - part.size() != before.size();
        } else {
            before = before == null ? open.head() : before;
            plan = Plan.of(before, part);
            if (!open.commit(before, plan)) {
                head = null;
                contested = true;
                return false;
            }
        }
        head = plan.after();
        answer(plan);
        return true;
    }

    private void answer(Plan plan) {
        becameWritable();
        long base = plan.after().size() - plan.tickets().size();
        for (int i = 0; i < plan.tickets().size(); i++) {
            plan.tickets().get(i).sequenced(base + i);
        }
        moved.accept(plan.after());
    }

    /** Refuses the culprit's caller and writes an entry that says so. */
    private void fault(Ticket culprit, String cause, Exception why) throws InterruptedException {
        AuditMessages.LOG.culprit(culprit.row().id(), cause, why);
        LogRow row = EventRows.fault(ReceiptId.fresh(), clock.instant(), culprit.row(), cause);
        SQLException refused = commit(new ArrayList<>(List.of(new Ticket(row, Ticket.CALLER))));
        if (refused != null) {
            AuditMessages.LOG.faultNotWritten(culprit.row().id(), refused);
        }
        if (culprit.fromOutbox()) {
            park(culprit, cause);
        }
        culprit.refuse(AuditMessages.LOG.rejected(culprit.row().id(), why));
    }

    private void park(Ticket culprit, String cause) {
        try {
            session().park(culprit, cause);
        } catch (SQLException fault) { // it is tried and parked again
            dropSession();
            becameUnwritable(fault);
        }
    }

    /** Waits before the next attempt; false when the drain time is over. */
    private boolean pause(List<Ticket> part, Duration pause) throws InterruptedException {
        intake.pause(pause.toNanos());
        if (System.nanoTime() - closeBy < 0 || closeBy == Long.MAX_VALUE) {
            return true;
        }
        part.forEach(ticket -> ticket.refuse(AuditMessages.LOG.stopped()));
        return false;
    }

    private Session session() throws SQLException {
        Session open = session;
        if (open == null) {
            open = Session.open(dataSource, fused);
            session = open;
            head = null;
        }
        return open;
    }

    private void dropSession() {
        if (session != null) {
            session.discard();
        }
        session = null;
        head = null;
    }

    private void becameWritable() {
        if (!writable) {
            AuditMessages.LOG.writableAgain();
        }
        writable = true;
    }

    private void becameUnwritable(SQLException fault) {
        if (writable) {
            AuditMessages.LOG.notWritable(String.valueOf(fault.getSQLState()), fault);
        }
        writable = false;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
