package io.vouchsafe.audit.internal.committer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue between callers and the committer, which also hears of the outbox here. */
final class Intake {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
    private final int capacity;
    private boolean knocked;
    private boolean closed;

    Intake(int capacity) {
        this.capacity = capacity;
    }

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    /**
     * What the committer finds.
     *
     * @param knocked the outbox has rows, says somebody
     * @param closed no ticket will come after these
     */
    record Work(List<Ticket> tickets, boolean knocked, boolean closed) {}

    Offer offer(Ticket ticket) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= capacity) {
                waiting.removeIf(Ticket::abandoned);
            }
            if (waiting.size() >= capacity) {
                return Offer.FULL;
            }
            waiting.add(ticket);
            if (waiting.size() == 1) {
                arrived.signal();
            }
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Says that the outbox has rows. */
    void knock() {
        lock.lock();
        try {
            knocked = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more; what waits is still handed out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Up to {@code max} tickets, as soon as there is anything to tell or the time is over. */
    Work next(int max, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long rest = nanos;
            while (waiting.isEmpty() && !knocked && !closed && rest > 0) {
                rest = arrived.awaitNanos(rest);
            }
            List<Ticket> tickets = new ArrayList<>(Math.min(max, waiting.size()));
            while (tickets.size() < max && !waiting.isEmpty()) {
                tickets.add(waiting.poll());
            }
            Work work = new Work(tickets, knocked, closed && waiting.isEmpty());
            knocked = false;
            return work;
        } finally {
            lock.unlock();
        }
    }

    /** Waits without taking anything, shorter when closed; true when closed. */
    boolean pause(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long end = System.nanoTime() + nanos;
            long rest = nanos;
            while (!closed && rest > 0) {
                rest = Math.min(arrived.awaitNanos(rest), end - System.nanoTime());
            }
            if (closed) { // a stop does not make the database answer faster
                TimeUnit.NANOSECONDS.sleep(Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(20)));
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
