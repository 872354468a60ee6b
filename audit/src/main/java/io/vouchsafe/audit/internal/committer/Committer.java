package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.LogRow;
import io.vouchsafe.audit.internal.body.UndeliveredRows;
import io.vouchsafe.audit.spi.Projection;
import io.vouchsafe.kernel.ReceiptId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The one writer of this node: takes what waits, has it written in one commit, answers. It does not
 * wait for more to come: while one commit runs, the next batch gathers by itself. Several nodes may
 * run one each on the same database.
 */
public final class Committer implements AutoCloseable {
    private final CommitterSettings settings;
    private final Intake intake;
    private final Link link;
    private final AbandonedFile abandoned;
    private final Takebacks takebacks;
    private final BatchWriter writer;
    private final Thread thread;
    private final CountDownLatch finished = new CountDownLatch(1);

    private volatile long closeBy = Long.MAX_VALUE;

    // of the committer's thread alone
    private long nextPoll = System.nanoTime();

    /**
     * Makes one that is not started.
     *
     * @param dataSource auto-commit connections outside JTA; one is kept
     * @param moved told of each new head, on the committer's thread
     * @param abandoned what callers of an earlier process gave up
     */
    public Committer(
            DataSource dataSource,
            ThreadFactory threads,
            Clock clock,
            List<Projection> projections,
            CommitterSettings settings,
            Consumer<Head> moved,
            AbandonedFile abandoned) {
        this.settings = settings;
        this.intake = new Intake(settings.queue());
        this.link = new Link(dataSource, new FusedStatement(projections));
        this.abandoned = abandoned;
        this.takebacks = new Takebacks(new UndeliveredRows(projections), clock, abandoned);
        this.writer =
                new BatchWriter(
                        link, clock, settings.retry(), this::pause, moved, abandoned, takebacks);
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
        Ticket ticket = Ticket.ofCaller(row);
        return switch (intake.offer(ticket)) {
            case TAKEN -> await(ticket);
            case FULL -> throw AuditMessages.LOG.queueFull();
            case CLOSED -> throw AuditMessages.LOG.stopped();
        };
    }

    /** What is given up on its way is noted first, so that it is taken back whatever happens. */
    private Sequenced await(Ticket ticket) {
        if (ticket.await(settings.patience())) {
            return ticket.answer();
        }
        ReceiptId id = ticket.row().id();
        if (ticket.callOff()) {
            throw AuditMessages.LOG.notSent(id);
        }
        abandoned.note(id);
        if (ticket.abandon()) {
            throw AuditMessages.LOG.tooSlow(id);
        }
        abandoned.settled(id); // the answer came in the last moment
        return ticket.answer();
    }

    /** Says that the outbox has new rows. */
    public void knock() {
        intake.knock();
    }

    /** False while the database does not take entries, and after the stop. */
    public boolean writable() {
        return link.writable();
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
            while (open || takebacks.areOwed() && !drainIsOver()) {
                open = round();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            refuseRest();
            link.close();
            finished.countDown();
        }
    }

    /** One batch; false after the last one. */
    private boolean round() throws InterruptedException {
        List<Ticket> batch = takebacks.tickets(settings.batch());
        long patience = batch.isEmpty() ? nextPoll - System.nanoTime() : 0;
        Intake.Work work = intake.next(settings.batch(), patience);
        batch.addAll(work.tickets());
        try {
            if (work.knocked() || work.closed() || nextPoll - System.nanoTime() <= 0) {
                nextPoll = System.nanoTime() + settings.poll().toNanos();
                batch.addAll(outbox(settings.batch()));
            }
            writer.settle(batch);
        } catch (RuntimeException fault) { // the thread must outlive any fault of one batch
            AuditMessages.LOG.unexpected(fault);
            writer.giveUp(batch, t -> AuditMessages.LOG.givenUp(t.row().id(), fault));
            link.drop();
        }
        takebacks.sweep();
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
            Session open = link.session();
            List<Ticket> rows = open.outbox(max);
            if (rows.size() == max) {
                intake.knock(); // there is more
            }
            if (takebacks.areUnknown()) {
                takebacks.look(open, writer.commits());
            }
            if (!link.writable() && open.accepts()) {
                link.works();
            }
            return rows;
        } catch (SQLException fault) {
            link.lost(fault);
            return List.of();
        }
    }

    /** Waits before the next attempt; false when the drain time is over. */
    private boolean pause(Duration duration) throws InterruptedException {
        intake.pause(duration.toNanos());
        return !drainIsOver();
    }

    private boolean drainIsOver() {
        return closeBy != Long.MAX_VALUE && System.nanoTime() - closeBy >= 0;
    }
}
