package io.vouchsafe.partners.internal.admission;

import io.vouchsafe.kernel.ContractId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Daily quotas on this node. Of each contract the pools of the two days used last are kept, so a
 * clock that steps back over midnight, or requests out of order, find theirs again; the third goes
 * and its unused calls return to its day.
 */
final class Quotas {
    private static final int DAYS_KEPT = 2;

    private final QuotaLedger ledger;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Map<ContractId, Days> contracts = new ConcurrentHashMap<>();

    /**
     * @param executor leases ahead of need
     */
    Quotas(QuotaLedger ledger, Executor executor, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.executor = executor;
        this.nanoTime = nanoTime;
    }

    /**
     * Reserves calls of a day.
     *
     * @param limit of the day
     */
    Reservation reserve(ContractId contract, LocalDate day, long calls, long limit) {
        while (true) {
            Reservation answer =
                    contracts.computeIfAbsent(contract, Days::new).pool(day).reserve(calls, limit);
            if (!(answer instanceof Reservation.Closed)) {
                return answer;
            }
        }
    }

    void release(ContractId contract, LocalDate day, long calls) {
        Days days = contracts.get(contract);
        if (days != null) {
            days.release(day, calls);
        }
    }

    /** Puts away what contracts no longer known hold. */
    void retain(Predicate<ContractId> known) {
        for (ContractId contract : contracts.keySet()) {
            if (!known.test(contract)) {
                Days gone = contracts.remove(contract);
                if (gone != null) {
                    gone.all().forEach(this::closeLater);
                }
            }
        }
    }

    /** Gives all unused calls back; for an orderly stop. */
    void close() {
        contracts.values().forEach(days -> days.all().forEach(DayPool::close));
        contracts.clear();
    }

    private void closeLater(DayPool pool) {
        try {
            executor.execute(pool::close);
        } catch (RejectedExecutionException stopping) {
            pool.close();
        }
    }

    /** One contract's pools; the least recently used first. */
    private final class Days {
        private final ContractId contract;
        private final Map<LocalDate, DayPool> pools = new LinkedHashMap<>(4, 0.75f, true);

        Days(ContractId contract) {
            this.contract = contract;
        }

        synchronized DayPool pool(LocalDate day) {
            DayPool known = pools.get(day);
            if (known != null) {
                return known;
            }
            DayPool fresh = new DayPool(contract, day, ledger, executor, nanoTime);
            pools.put(day, fresh);
            if (pools.size() > DAYS_KEPT) {
                var eldest = pools.entrySet().iterator();
                DayPool gone = eldest.next().getValue();
                eldest.remove();
                closeLater(gone);
            }
            return fresh;
        }

        synchronized void release(LocalDate day, long calls) {
            DayPool pool = pools.get(day);
            if (pool != null) {
                pool.release(calls);
            }
        }

        synchronized List<DayPool> all() {
            return new ArrayList<>(pools.values());
        }
    }
}
