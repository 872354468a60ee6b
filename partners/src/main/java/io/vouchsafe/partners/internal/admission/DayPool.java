package io.vouchsafe.partners.internal.admission;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.partners.internal.PartnersLog;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * This node's part of one contract's quota of one day. It never holds more unused calls than one
 * portion (1 % of the quota, at least 100; 10 % of a small quota), which is what a crash can cost;
 * half a portion is leased at a time, ahead of need.
 *
 * <p>Callers that find calls at hand never wait for the database: counting is under this object's
 * monitor, leasing under a lock of its own.
 */
final class DayPool {
    /** How long an answer "used up" or "no database" holds before the database is asked again. */
    private static final long RECHECK_NANOS = Duration.ofSeconds(1).toNanos();

    private final ContractId contract;
    private final LocalDate day;
    private final QuotaLedger ledger;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final ReentrantLock leasing = new ReentrantLock();

    // all below under this object's monitor
    private long available;
    private long reserved;
    private long leasedByAll;
    private long recheckAt;
    private Verdict verdict = Verdict.ASK;
    private boolean fetching;
    private boolean closed;

    private enum Verdict {
        ASK,
        EXHAUSTED,
        UNAVAILABLE
    }

    DayPool(
            ContractId contract,
            LocalDate day,
            QuotaLedger ledger,
            Executor executor,
            LongSupplier nanoTime) {
        this.contract = contract;
        this.day = day;
        this.ledger = ledger;
        this.executor = executor;
        this.nanoTime = nanoTime;
    }

    /** What a node may hold unused. */
    static long portion(long limit) {
        return limit < 1000 ? Math.max(1, limit / 10) : Math.max(100, limit / 100);
    }

    Reservation reserve(long calls, long limit) {
        while (true) {
            Reservation atHand = fromHand(calls, limit);
            if (atHand != null) {
                return atHand;
            }
            leasing.lock();
            try {
                if (lacks(calls)) {
                    lease(calls, limit);
                }
            } finally {
                leasing.unlock();
            }
        }
    }

    /** Gives back what was reserved; not more than was. */
    synchronized void release(long calls) {
        long back = Math.min(calls, reserved);
        reserved -= back;
        if (!closed) {
            available += back;
        }
    }

    /** Puts unused calls back into the day's quota; the pool answers no more. */
    void close() {
        long unused;
        synchronized (this) {
            closed = true;
            unused = available;
            available = 0;
        }
        giveBack(unused);
    }

    /** An answer without the database; null when it must be asked. */
    private synchronized @org.jspecify.annotations.Nullable Reservation fromHand(
            long calls, long limit) {
        if (closed) {
            return new Reservation.Closed();
        }
        if (available >= calls) {
            available -= calls;
            reserved += calls;
            prefetch(limit);
            return new Reservation.Reserved(available + Math.max(0, limit - leasedByAll));
        }
        if (verdict == Verdict.ASK || nanoTime.getAsLong() - recheckAt >= 0) {
            verdict = Verdict.ASK;
            return null;
        }
        return verdict == Verdict.EXHAUSTED
                ? new Reservation.Exhausted()
                : new Reservation.Unavailable();
    }

    private synchronized boolean lacks(long calls) {
        return !closed && available < calls && verdict == Verdict.ASK;
    }

    /** Leases the next half portion in the background, when there is room for it. */
    private void prefetch(long limit) {
        long half = half(limit);
        if (fetching || verdict != Verdict.ASK || available + half > portion(limit)) {
            return;
        }
        fetching = true;
        try {
            executor.execute(() -> fetch(limit));
        } catch (RejectedExecutionException stopping) {
            fetching = false; // whoever finds nothing at hand leases for itself
        }
    }

    private void fetch(long limit) {
        leasing.lock();
        try {
            boolean room;
            synchronized (this) {
                room =
                        !closed
                                && verdict == Verdict.ASK
                                && available + half(limit) <= portion(limit);
            }
            if (room) {
                lease(0, limit);
            }
        } finally {
            leasing.unlock();
            synchronized (this) {
                fetching = false;
            }
        }
    }

    /** Asks the database once; the leasing lock is held. */
    private void lease(long calls, long limit) {
        long wanted;
        synchronized (this) {
            wanted = Math.max(half(limit), calls - available);
        }
        try {
            QuotaLedger.Lease lease = ledger.lease(contract, day, wanted, limit);
            long unwanted = accept(lease, wanted);
            giveBack(unwanted);
        } catch (SQLException failed) {
            PartnersLog.LOG.leaseFailed(contract, day, failed);
            hold(Verdict.UNAVAILABLE);
        }
    }

    /** Calls to put back at once, since the pool was closed meanwhile. */
    private synchronized long accept(QuotaLedger.Lease lease, long wanted) {
        leasedByAll = lease.leased();
        if (closed) {
            return lease.granted();
        }
        available += lease.granted();
        if (lease.granted() < wanted) {
            hold(Verdict.EXHAUSTED);
        }
        return 0;
    }

    private synchronized void hold(Verdict answer) {
        verdict = answer;
        recheckAt = nanoTime.getAsLong() + RECHECK_NANOS;
    }

    private void giveBack(long unused) {
        if (unused == 0) {
            return;
        }
        try {
            ledger.giveBack(contract, day, unused);
        } catch (SQLException failed) {
            PartnersLog.LOG.notGivenBack(unused, contract, day, failed);
        }
    }

    private static long half(long limit) {
        return Math.max(1, portion(limit) / 2);
    }
}
