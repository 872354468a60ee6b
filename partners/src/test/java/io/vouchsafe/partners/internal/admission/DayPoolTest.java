package io.vouchsafe.partners.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.partners.internal.admission.Reservation.Closed;
import io.vouchsafe.partners.internal.admission.Reservation.Reserved;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What happens between a pool, its closing and a slow ledger. */
class DayPoolTest {
    private static final ContractId CONTRACT = new ContractId("C-2026-0001");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final long LIMIT = 10_000;

    private final MemoryLedger ledger = new MemoryLedger();
    private final HeldTasks tasks = new HeldTasks();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void closedPool_answersNoMore() {
        DayPool pool = pool(ledger);
        pool.reserve(1, LIMIT);

        pool.close();

        assertThat(pool.reserve(1, LIMIT)).isEqualTo(new Closed());
        assertThat(ledger.leased(CONTRACT, TODAY)).isEqualTo(1);
    }

    @Test
    void fetchThatWasUnderWayWhenClosed_leasesNothing() {
        DayPool pool = pool(ledger);
        pool.reserve(1, LIMIT);
        assertThat(tasks.waiting()).isEqualTo(1);
        pool.close();

        tasks.runAll();

        assertThat(ledger.leased(CONTRACT, TODAY)).isEqualTo(1);
    }

    @Test
    void leaseThatArrivesAfterClosing_isPutBack() throws Exception {
        SlowLedger slow = new SlowLedger();
        DayPool pool = pool(slow);
        try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
            Future<Reservation> reservation = caller.submit(() -> pool.reserve(1, LIMIT));
            assertThat(slow.asked.await(30, TimeUnit.SECONDS)).isTrue();
            pool.close();
            slow.answer.countDown();

            assertThat(reservation.get(30, TimeUnit.SECONDS)).isEqualTo(new Closed());
        }
        assertThat(slow.memory.leased(CONTRACT, TODAY)).isZero();
    }

    @Test
    void callsAtHand_areNotHeldUpByASlowLedger() throws Exception {
        SlowLedger slow = new SlowLedger();
        slow.answer.countDown();
        try (ExecutorService prefetch = Executors.newSingleThreadExecutor()) {
            DayPool pool = new DayPool(CONTRACT, TODAY, slow, prefetch, nanos::get);
            pool.reserve(1, LIMIT);
            slow.hold();
            pool.reserve(1, LIMIT);
            int served = 0;
            for (int i = 0; i < 40; i++) {
                served += pool.reserve(1, LIMIT) instanceof Reserved ? 1 : 0;
            }

            assertThat(served).isEqualTo(40);
            slow.answer.countDown();
        }
    }

    @Test
    void manyCallersOfAnEmptyPool_leaseOnceForAll() throws Exception {
        SlowLedger slow = new SlowLedger();
        DayPool pool = pool(slow);
        int callers = 8;
        try (ExecutorService pooled = Executors.newFixedThreadPool(callers)) {
            AtomicInteger reserved = new AtomicInteger();
            for (int i = 0; i < callers; i++) {
                pooled.execute(
                        () -> {
                            if (pool.reserve(1, LIMIT) instanceof Reserved) {
                                reserved.incrementAndGet();
                            }
                        });
            }
            assertThat(slow.asked.await(30, TimeUnit.SECONDS)).isTrue();
            slow.answer.countDown();
            pooled.shutdown();

            assertThat(pooled.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(reserved).hasValue(callers);
        }
        assertThat(slow.memory.leases()).isEqualTo(1);
    }

    @Test
    void giveBackThatFails_isLostAndNothingElse() {
        DayPool pool = pool(ledger);
        pool.reserve(1, LIMIT);
        ledger.down(true);

        pool.close();

        ledger.down(false);
        assertThat(ledger.leased(CONTRACT, TODAY)).isEqualTo(DayPool.portion(LIMIT) / 2);
    }

    @Test
    void releaseAfterClosing_createsNoCalls() {
        DayPool pool = pool(ledger);
        pool.reserve(1, LIMIT);
        pool.close();

        pool.release(1);

        assertThat(pool.reserve(1, LIMIT)).isEqualTo(new Closed());
        assertThat(ledger.leased(CONTRACT, TODAY)).isEqualTo(1);
    }

    private DayPool pool(QuotaLedger from) {
        return new DayPool(CONTRACT, TODAY, from, tasks, nanos::get);
    }

    /** Says when it was asked, and answers when the test lets it. */
    private static final class SlowLedger implements QuotaLedger {
        private final MemoryLedger memory = new MemoryLedger();
        private final CountDownLatch asked = new CountDownLatch(1);
        private volatile CountDownLatch answer = new CountDownLatch(1);

        void hold() {
            answer = new CountDownLatch(1);
        }

        @Override
        public Lease lease(ContractId contract, LocalDate day, long wanted, long limit)
                throws SQLException {
            asked.countDown();
            try {
                if (!answer.await(30, TimeUnit.SECONDS)) {
                    throw new SQLException("The test never answered");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException(e);
            }
            return memory.lease(contract, day, wanted, limit);
        }

        @Override
        public void giveBack(ContractId contract, LocalDate day, long unused) throws SQLException {
            memory.giveBack(contract, day, unused);
        }
    }
}
