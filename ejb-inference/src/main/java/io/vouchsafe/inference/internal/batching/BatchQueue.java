package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.inference.internal.batching.Pending.Stage;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.kernel.Payload;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way to one signature of one model. There are a few places to run in. Who finds one free runs
 * at once, on its own thread; others wait, and who leaves a place hands it on to the first of the
 * next run, which takes along all who may join. So company gathers while others compute, and a
 * request that meets nobody waits for nobody.
 */
final class BatchQueue {
    /** Inputs of more than this are worth a run of their own. */
    private static final long MAX_JOINED_BYTES = 32L << 20;

    private final BatchSettings settings;
    private final Bulkhead bulkhead;
    private final int places;
    private final FairQueue queue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition company = lock.newCondition();
    private volatile boolean joins;
    private int running;
    private boolean lingering;

    /**
     * @param joins false: every request runs alone
     * @param places runs at once
     */
    BatchQueue(BatchSettings settings, Bulkhead bulkhead, boolean joins, int places) {
        this.settings = settings;
        this.bulkhead = bulkhead;
        this.joins = joins;
        this.places = places;
        this.queue = new FairQueue(settings.rows(), MAX_JOINED_BYTES);
    }

    /**
     * Answers as {@link Prediction#run} would.
     *
     * @throws OverloadedException when too many wait
     * @throws DeadlineExceededException when its turn or its answer came too late
     */
    Payload predict(Prediction prediction) {
        prediction.deadline().check();
        Form form =
                joins && prediction.mayJoin()
                        ? Form.of(prediction.input().payload(), prediction.outputs())
                        : null;
        Pending own = new Pending(prediction, form);
        if (enter(own)) {
            linger();
        }
        await(own);
        Payload answer = own.result();
        if (answer == null) {
            own.deadline().check();
            answer = bulkhead.run(own.deadline(), prediction::run);
        }
        own.deadline().check();
        return answer;
    }

    /** True when it has the first place and should wait for company. */
    private boolean enter(Pending own) {
        lock.lock();
        try {
            boolean free = running < places;
            if (free && (settings.linger().isZero() || !own.joinsAny())) {
                running++;
                own.lead(List.of(own));
                return false;
            }
            makeRoom(own);
            queue.add(own);
            if (queue.rows() >= settings.rows()) {
                company.signal();
            }
            if (!free || lingering) {
                return false;
            }
            running++;
            lingering = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Full: the contract that holds most of the queue gives way, if that is another one. */
    private void makeRoom(Pending own) {
        while (queue.size() >= settings.queue()
                || queue.bytes() + own.bytes() > settings.queueBytes()) {
            Optional<Pending> last = queue.pushOutFor(own.contract());
            if (last.isEmpty()) {
                throw new OverloadedException();
            }
            last.get().fail(new OverloadedException());
        }
    }

    private void linger() {
        lock.lock();
        try {
            long left = settings.linger().toNanos();
            while (left > 0 && queue.rows() < settings.rows()) {
                left = company.awaitNanos(left);
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        } finally {
            lingering = false;
            handOn();
            while (running < places && queue.size() > 0) {
                running++;
                handOn();
            }
            lock.unlock();
        }
    }

    /** Gives the place of the caller to the next run, or frees it. Under the lock. */
    private void handOn() {
        List<Pending> next = queue.take();
        if (next.isEmpty()) {
            running--;
            return;
        }
        next.stream().skip(1).forEach(Pending::follow);
        next.getFirst().lead(next);
    }

    /** Until it is settled; runs what it is to lead. */
    private void await(Pending own) {
        boolean interrupted = false;
        try {
            while (own.stage() != Stage.SETTLED) {
                if (own.stage() == Stage.LEADING) {
                    run(own.batch());
                    continue;
                }
                interrupted |= Thread.interrupted();
                if (interrupted && leave(own)) {
                    throw new OverloadedException(); // the server stops
                }
                if (own.deadline().passed() && leave(own)) {
                    throw new DeadlineExceededException(null);
                }
                if (own.deadline().isLimited()) {
                    LockSupport.parkNanos(this, own.deadline().remainingNanos());
                } else {
                    LockSupport.park(this);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False when others count on it, or its answer is there. */
    private boolean leave(Pending own) {
        lock.lock();
        try {
            return switch (own.stage()) {
                case WAITING -> queue.remove(own);
                case FOLLOWING -> true;
                case LEADING, SETTLED -> false;
            };
        } finally {
            lock.unlock();
        }
    }

    private void run(List<Pending> batch) {
        Batch run = new Batch(batch, settings);
        try {
            run.compute(bulkhead);
        } finally {
            lock.lock();
            try {
                handOn(); // the next ones need not wait until these are taken apart
            } finally {
                lock.unlock();
            }
            if (run.settle()) {
                joins = false;
            }
        }
    }

    /** For tests. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}
