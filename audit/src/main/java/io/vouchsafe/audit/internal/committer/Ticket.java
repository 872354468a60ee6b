package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.body.LogRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One entry on its way into the log: a waiting caller's, an outbox row's, or the committer's own.
 * Two tickets of one receipt id become one entry: the second follows the first.
 *
 * <p>Caller and committer may end it at the same moment; one of them wins. A caller that gives up a
 * ticket that waits has called it off. One that gives it up on its way has {@linkplain
 * Step#ABANDONED abandoned} it: its entry may be in the log, and is then taken back.
 */
final class Ticket {
    /** Outbox id of tickets that came from elsewhere. */
    private static final long NONE = -1;

    /** Where a ticket stands. */
    private sealed interface State permits Step, Answered, Refused {}

    private enum Step implements State {
        WAITING,
        ON_ITS_WAY,
        CALLED_OFF,
        ABANDONED
    }

    private record Answered(Sequenced sequenced) implements State {}

    private record Refused(LogUnavailableException why) implements State {}

    private final LogRow row;
    private final long outboxId;
    private final @Nullable Thread caller;
    private final List<Ticket> followers = new ArrayList<>(0);
    private final AtomicReference<State> state = new AtomicReference<>(Step.WAITING);

    // of the committer's thread alone
    private boolean following;
    private boolean doubtful;

    private Ticket(LogRow row, long outboxId, @Nullable Thread caller) {
        this.row = row;
        this.outboxId = outboxId;
        this.caller = caller;
    }

    /** Of the calling thread, which alone may wait for it. */
    static Ticket ofCaller(LogRow row) {
        return new Ticket(row, NONE, Thread.currentThread());
    }

    static Ticket ofOutbox(LogRow row, long outboxId) {
        return new Ticket(row, outboxId, null);
    }

    /** Of the log itself: nobody waits. */
    static Ticket own(LogRow row) {
        return new Ticket(row, NONE, null);
    }

    LogRow row() {
        return row;
    }

    long outboxId() {
        return outboxId;
    }

    boolean fromOutbox() {
        return outboxId != NONE;
    }

    // the committer's side

    void follow(Ticket leader) {
        leader.followers.add(this);
        following = true;
    }

    /** Goes to the database; false when nobody wants it and it cannot be in the log. */
    boolean depart() {
        boolean wanted = leave() || doubtful;
        for (Ticket follower : followers) {
            wanted |= follower.leave();
        }
        return wanted;
    }

    private boolean leave() {
        state.compareAndSet(Step.WAITING, Step.ON_ITS_WAY);
        return state.get() == Step.ON_ITS_WAY;
    }

    /** Nobody knows whether the database took it: it is tried until somebody does. */
    void doubt() {
        doubtful = true;
    }

    /** Whether a caller's entry may be in the log and no caller knows; told by leaders alone. */
    boolean mayBeWrittenUnheard() {
        if (caller == null || following || heard()) {
            return false;
        }
        return doubtful || left() || followers.stream().anyMatch(Ticket::left);
    }

    private boolean heard() {
        return isAnswered() || followers.stream().anyMatch(Ticket::isAnswered);
    }

    private boolean left() {
        return state.get() == Step.ON_ITS_WAY || state.get() == Step.ABANDONED;
    }

    /** Tells who waits; false when all who did have given it up. */
    boolean sequenced(long index) {
        boolean delivered = end(new Answered(new Sequenced(index, row.id())));
        for (Ticket follower : followers) {
            delivered |= follower.sequenced(index);
        }
        return delivered;
    }

    void refuse(LogUnavailableException why) {
        end(new Refused(why));
        followers.forEach(follower -> follower.refuse(why));
    }

    private boolean end(State end) {
        if (!state.compareAndSet(Step.ON_ITS_WAY, end) && !state.compareAndSet(Step.WAITING, end)) {
            return false;
        }
        LockSupport.unpark(caller);
        return true;
    }

    boolean isAnswered() {
        return state.get() instanceof Answered;
    }

    boolean isEnded() {
        return !(state.get() instanceof Step);
    }

    // the caller's side

    /** True when nobody waits any more. */
    boolean calledOff() {
        return state.get() == Step.CALLED_OFF;
    }

    /** Waits; false when the patience or the thread's peace ended first. */
    boolean await(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!isEnded()) {
            long rest = end - System.nanoTime();
            if (rest <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, rest);
        }
        return true;
    }

    /** Does not want it any more; false when it is on its way already. */
    boolean callOff() {
        return state.compareAndSet(Step.WAITING, Step.CALLED_OFF);
    }

    /** Gives it up on its way; false when it has ended meanwhile. */
    boolean abandon() {
        return state.compareAndSet(Step.ON_ITS_WAY, Step.ABANDONED);
    }

    /** What it ended with. */
    Sequenced answer() {
        return switch (Objects.requireNonNull(state.get())) {
            case Answered answered -> answered.sequenced();
            case Refused refused -> // made on the committer's thread
                    throw new LogUnavailableException(
                            String.valueOf(refused.why().getMessage()), refused.why());
            case Step step -> throw new IllegalStateException("Not ended: " + step);
        };
    }
}
