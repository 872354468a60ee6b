package io.vouchsafe.partners.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.partners.internal.PartnersIntegrator;
import io.vouchsafe.partners.internal.admission.QuotaLedger.Lease;
import io.vouchsafe.store.Migrations;
import io.vouchsafe.store.testing.TestDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real statement on PostgreSQL, with nodes that race. */
class JdbcQuotaLedgerTest {
    private static final DataSource DATABASE = TestDatabase.fresh();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final AtomicInteger CONTRACTS = new AtomicInteger();

    private final ContractId contract = new ContractId("C-" + CONTRACTS.incrementAndGet());
    private final JdbcQuotaLedger ledger = new JdbcQuotaLedger(DATABASE);

    @BeforeAll
    static void migrate() {
        Migrations.migrate(DATABASE, "partners", PartnersIntegrator.class.getClassLoader());
    }

    @Test
    void leases_addUpToTheLimitAndThenAreNone() throws SQLException {
        assertThat(ledger.lease(contract, TODAY, 40, 100)).isEqualTo(new Lease(40, 40));
        assertThat(ledger.lease(contract, TODAY, 40, 100)).isEqualTo(new Lease(40, 80));
        assertThat(ledger.lease(contract, TODAY, 40, 100)).isEqualTo(new Lease(20, 100));
        assertThat(ledger.lease(contract, TODAY, 40, 100)).isEqualTo(new Lease(0, 100));
    }

    @Test
    void firstLease_isCutToASmallLimit() throws SQLException {
        assertThat(ledger.lease(contract, TODAY, 40, 3)).isEqualTo(new Lease(3, 3));
    }

    @Test
    void givenBack_canBeLeasedAgain() throws SQLException {
        ledger.lease(contract, TODAY, 100, 100);

        ledger.giveBack(contract, TODAY, 30);

        assertThat(ledger.lease(contract, TODAY, 100, 100)).isEqualTo(new Lease(30, 100));
    }

    @Test
    void moreGivenBackThanLeased_isNotTaken() throws SQLException {
        ledger.lease(contract, TODAY, 10, 100);

        ledger.giveBack(contract, TODAY, 11);

        assertThat(ledger.lease(contract, TODAY, 100, 100)).isEqualTo(new Lease(90, 100));
    }

    @Test
    void limitLoweredBelowWhatIsLeased_grantsNothing() throws SQLException {
        ledger.lease(contract, TODAY, 100, 100);

        assertThat(ledger.lease(contract, TODAY, 10, 50)).isEqualTo(new Lease(0, 50));
    }

    @Test
    void daysAndContracts_areApart() throws SQLException {
        ledger.lease(contract, TODAY, 100, 100);

        assertThat(ledger.lease(contract, TODAY.plusDays(1), 100, 100).granted()).isEqualTo(100);
        assertThat(ledger.lease(new ContractId("C-other"), TODAY, 100, 100).granted())
                .isEqualTo(100);
    }

    @Test
    void leasesThatRace_grantTheLimitAndNotOneMore() throws Exception {
        long limit = 997;
        long granted = race(4, () -> ledger.lease(contract, TODAY, 7, limit).granted());

        assertThat(granted).isEqualTo(limit);
    }

    @Test
    void twoNodesThatRaceOverManyThreads_admitTheQuotaAndNotOneMore() throws Exception {
        long limit = 2_500;
        try (ExecutorService prefetch = Executors.newFixedThreadPool(2)) {
            Quotas one = new Quotas(ledger, prefetch, System::nanoTime);
            Quotas two = new Quotas(new JdbcQuotaLedger(DATABASE), prefetch, System::nanoTime);
            AtomicInteger turn = new AtomicInteger();

            long admitted =
                    race(
                            8,
                            () -> {
                                Quotas node = turn.getAndIncrement() % 2 == 0 ? one : two;
                                Reservation answer = node.reserve(contract, TODAY, 1, limit);
                                return answer instanceof Reservation.Reserved ? 1 : 0;
                            });

            // What one node still holds is refused by the other, so nearly all, and never more.
            assertThat(admitted).isBetween(limit - 2 * DayPool.portion(limit), limit);
        }
    }

    @Test
    void dayChangeUnderLoad_admitsNoMoreThanEachDaysQuota() throws Exception {
        long limit = 1_200;
        try (ExecutorService prefetch = Executors.newFixedThreadPool(2)) {
            Quotas one = new Quotas(ledger, prefetch, System::nanoTime);
            Quotas two = new Quotas(new JdbcQuotaLedger(DATABASE), prefetch, System::nanoTime);
            AtomicInteger[] admitted = {new AtomicInteger(), new AtomicInteger()};
            AtomicInteger turn = new AtomicInteger();

            race(
                    6,
                    () -> {
                        int number = turn.getAndIncrement();
                        // around midnight clocks of two nodes differ, so the days interleave
                        int day = number > 600 + (number % 7) * 60 ? 1 : 0;
                        Quotas node = number % 2 == 0 ? one : two;
                        Reservation answer = node.reserve(contract, TODAY.plusDays(day), 1, limit);
                        if (!(answer instanceof Reservation.Reserved)) {
                            return 0;
                        }
                        admitted[day].incrementAndGet();
                        return 1;
                    });

            assertThat(admitted[0].get()).isPositive().isLessThanOrEqualTo((int) limit);
            assertThat(admitted[1].get())
                    .isBetween((int) (limit - 2 * DayPool.portion(limit)), (int) limit);
        }
    }

    @Test
    void serverAway_isAnExceptionNotAGrant() {
        try (TestDatabase server = TestDatabase.dedicated()) {
            DataSource database = server.database();
            Migrations.migrate(database, "partners", PartnersIntegrator.class.getClassLoader());
            JdbcQuotaLedger away = new JdbcQuotaLedger(database);
            server.stop();

            assertThatThrownBy(() -> away.lease(contract, TODAY, 1, 1))
                    .isInstanceOf(SQLException.class);
            Quotas quotas = new Quotas(away, Runnable::run, System::nanoTime);
            assertThat(quotas.reserve(contract, TODAY, 1, 1))
                    .isEqualTo(new Reservation.Unavailable());
            server.restart();
            assertThat(
                            new Quotas(away, Runnable::run, System::nanoTime)
                                    .reserve(contract, TODAY, 1, 1))
                    .isInstanceOf(Reservation.Reserved.class);
        }
    }

    /** What one call took; 0 ends its thread. */
    private interface Taking {
        long take() throws Exception;
    }

    private static long race(int threads, Taking taking) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> sums = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                sums.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    long sum = 0;
                                    long taken = taking.take();
                                    while (taken > 0) {
                                        sum += taken;
                                        taken = taking.take();
                                    }
                                    return sum;
                                }));
            }
            start.countDown();
            long all = 0;
            for (Future<Long> sum : sums) {
                all += sum.get(60, TimeUnit.SECONDS);
            }
            return all;
        }
    }
}
