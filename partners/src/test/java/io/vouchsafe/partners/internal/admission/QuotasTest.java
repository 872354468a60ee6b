package io.vouchsafe.partners.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.partners.internal.admission.Reservation.Exhausted;
import io.vouchsafe.partners.internal.admission.Reservation.Reserved;
import io.vouchsafe.partners.internal.admission.Reservation.Unavailable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One or two nodes on a ledger in memory. */
class QuotasTest {
    private static final ContractId CONTRACT = new ContractId("C-2026-0001");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate TOMORROW = TODAY.plusDays(1);

    private final MemoryLedger ledger = new MemoryLedger();
    private final HeldTasks tasks = new HeldTasks();
    private final AtomicLong nanos = new AtomicLong();
    private final Quotas quotas = node();

    @ParameterizedTest(name = "of {0} a node holds {1}: {2}")
    @CsvSource({
        "1, 1, the smallest quota",
        "9, 1, a tenth would be none",
        "50, 5, a tenth of a small one",
        "999, 99, the last small one",
        "1000, 100, at least a hundred",
        "10000, 100, one percent is the same",
        "100000, 1000, one percent"
    })
    void portion_isOnePercentAtLeastAHundredAndATenthOfSmallQuotas(
            long limit, long portion, String why) {
        assertThat(DayPool.portion(limit)).isEqualTo(portion);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 9, 10, 11, 99, 100, 101, 999, 1000, 1001, 5000})
    void oneNode_admitsExactlyTheQuota(long limit) {
        long admitted = admitUntilRefused(quotas, TODAY, limit);

        assertThat(admitted).isEqualTo(limit);
        assertThat(ledger.leased(CONTRACT, TODAY)).isEqualTo(limit);
    }

    @Test
    void firstCall_waitsForTheLedgerAndTheNextDoNot() {
        reserve(quotas, TODAY, 1, 10_000);
        assertThat(ledger.leases()).isEqualTo(1);

        for (int i = 0; i < 49; i++) {
            reserve(quotas, TODAY, 1, 10_000);
        }

        assertThat(ledger.leases()).isEqualTo(1);
    }

    @Test
    void nextPortion_isFetchedAheadSoThatNoCallWaits() {
        reserve(quotas, TODAY, 1, 10_000);
        tasks.runAll();

        for (int i = 0; i < 5_000; i++) {
            int before = ledger.leases();
            assertThat(reserve(quotas, TODAY, 1, 10_000)).isInstanceOf(Reserved.class);
            assertThat(ledger.leases()).as("leases during call %s", i).isEqualTo(before);
            tasks.runAll();
        }
    }

    @Test
    void oneFetchAtATime_isAskedFor() {
        for (int i = 0; i < 30; i++) {
            reserve(quotas, TODAY, 1, 10_000);
        }

        assertThat(tasks.waiting()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 100, 1000, 20_000})
    void unusedCallsHeld_areNeverMoreThanOnePortion(long limit) {
        long admitted = 0;
        while (reserve(quotas, TODAY, 1, limit) instanceof Reserved) {
            admitted++;
            tasks.runAll();
            long held = ledger.leased(CONTRACT, TODAY) - admitted;
            assertThat(held).isLessThanOrEqualTo(DayPool.portion(limit));
        }
    }

    @Test
    void crash_costsAtMostOnePortion() {
        long limit = 20_000;
        long before = 0;
        for (int i = 0; i < 1_234; i++) {
            reserve(quotas, TODAY, 1, limit);
            before++;
            tasks.runAll();
        }

        long after = admitUntilRefused(node(), TODAY, limit);

        assertThat(before + after).isBetween(limit - DayPool.portion(limit), limit);
    }

    @Test
    void orderlyStop_costsNothing() {
        long limit = 20_000;
        for (int i = 0; i < 1_234; i++) {
            reserve(quotas, TODAY, 1, limit);
        }
        quotas.close();

        long after = admitUntilRefused(node(), TODAY, limit);

        assertThat(after).isEqualTo(limit - 1_234);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void twoNodesInAnyOrder_neverAdmitMoreThanTheQuota(long seed) {
        Random random = new Random(seed);
        long limit = 1 + random.nextInt(3_000);
        Quotas other = node();
        long admitted = 0;
        for (int i = 0; i < 4_000; i++) {
            Quotas node = random.nextBoolean() ? quotas : other;
            long calls = 1 + random.nextInt(4);
            if (reserve(node, TODAY, calls, limit) instanceof Reserved) {
                admitted += calls;
                if (random.nextInt(10) == 0) {
                    node.release(CONTRACT, TODAY, calls);
                    admitted -= calls;
                }
            }
            if (random.nextInt(5) == 0) {
                tasks.runAll();
            }
            if (random.nextInt(50) == 0) {
                nanos.addAndGet(Duration.ofSeconds(2).toNanos());
            }
            assertThat(admitted).isLessThanOrEqualTo(limit);
        }
        assertThat(ledger.leased(CONTRACT, TODAY)).isBetween(admitted, limit);
    }

    @Test
    void exhausted_isAnsweredFromMemoryForASecond() {
        admitUntilRefused(quotas, TODAY, 5);
        int leases = ledger.leases();

        for (int i = 0; i < 100; i++) {
            assertThat(reserve(quotas, TODAY, 1, 5)).isEqualTo(new Exhausted());
        }
        assertThat(ledger.leases()).isEqualTo(leases);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        reserve(quotas, TODAY, 1, 5);

        assertThat(ledger.leases()).isEqualTo(leases + 1);
    }

    @Test
    void whatAnotherNodeGaveBack_isFoundWithinASecond() {
        Quotas other = node();
        reserve(other, TODAY, 1, 1000);
        admitUntilRefused(quotas, TODAY, 1000);
        other.close();

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(reserve(quotas, TODAY, 1, 1000)).isInstanceOf(Reserved.class);
    }

    @Test
    void released_isUsedAgainAlsoWhenTheDayIsExhausted() {
        admitUntilRefused(quotas, TODAY, 5);

        quotas.release(CONTRACT, TODAY, 1);

        assertThat(reserve(quotas, TODAY, 1, 5)).isInstanceOf(Reserved.class);
        assertThat(reserve(quotas, TODAY, 1, 5)).isEqualTo(new Exhausted());
    }

    @Test
    void releasedTwice_createsNoCallsBeyondWhatWasReserved() {
        reserve(quotas, TODAY, 1, 5);
        quotas.release(CONTRACT, TODAY, 1);
        quotas.release(CONTRACT, TODAY, 1);
        quotas.release(CONTRACT, TODAY, 100);

        assertThat(admitUntilRefused(quotas, TODAY, 5)).isEqualTo(5);
    }

    @Test
    void releaseOfWhatThisNodeNeverReserved_changesNothing() {
        quotas.release(CONTRACT, TODAY, 1);
        reserve(quotas, TODAY, 1, 5);
        quotas.release(CONTRACT, TOMORROW, 1);
        quotas.release(new ContractId("C-2026-0002"), TODAY, 1);

        assertThat(admitUntilRefused(quotas, TODAY, 5)).isEqualTo(4);
    }

    @Test
    void newDay_hasAQuotaOfItsOwn() {
        admitUntilRefused(quotas, TODAY, 5);

        assertThat(admitUntilRefused(quotas, TOMORROW, 5)).isEqualTo(5);
    }

    @Test
    void clockThatStepsBackOverMidnight_findsItsPoolsAgain() {
        long limit = 10_000;
        reserve(quotas, TODAY, 1, limit);
        reserve(quotas, TOMORROW, 1, limit);
        int leases = ledger.leases();

        for (int i = 0; i < 20; i++) {
            reserve(quotas, i % 2 == 0 ? TODAY : TOMORROW, 1, limit);
        }

        assertThat(ledger.leases()).isEqualTo(leases);
    }

    @Test
    void clockThatJumpsBetweenDays_neverAdmitsMoreThanAnyDaysQuota() {
        Random random = new Random(42);
        long limit = 500;
        long[] admitted = new long[5];
        for (int i = 0; i < 5_000; i++) {
            int day = random.nextInt(admitted.length);
            if (reserve(quotas, TODAY.plusDays(day), 1, limit) instanceof Reserved) {
                admitted[day]++;
            }
            tasks.runAll();
        }
        for (long each : admitted) {
            assertThat(each).isEqualTo(limit);
        }
    }

    @Test
    void thirdDay_returnsTheUnusedCallsOfTheOldest() {
        reserve(quotas, TODAY, 1, 10_000);
        reserve(quotas, TOMORROW, 1, 10_000);
        reserve(quotas, TOMORROW.plusDays(1), 1, 10_000);

        tasks.runAll();

        assertThat(ledger.leased(CONTRACT, TODAY)).isEqualTo(1);
    }

    @Test
    void contractNobodyKnowsAnyMore_returnsItsUnusedCalls() {
        reserve(quotas, TODAY, 1, 10_000);

        quotas.retain(id -> false);
        tasks.runAll();

        assertThat(ledger.leased(CONTRACT, TODAY)).isEqualTo(1);
    }

    @Test
    void databaseAway_costsNoCallWhileThePortionLasts() {
        reserve(quotas, TODAY, 1, 10_000);
        tasks.runAll();
        ledger.down(true);

        long admitted = admitUntilRefused(quotas, TODAY, 10_000);

        assertThat(admitted).isEqualTo(DayPool.portion(10_000) - 1);
        assertThat(reserve(quotas, TODAY, 1, 10_000)).isEqualTo(new Unavailable());
    }

    @Test
    void databaseAway_isAskedOncePerSecondAndFoundWhenBack() {
        ledger.down(true);
        assertThat(reserve(quotas, TODAY, 1, 5)).isEqualTo(new Unavailable());
        int leases = ledger.leases();
        for (int i = 0; i < 100; i++) {
            reserve(quotas, TODAY, 1, 5);
        }
        assertThat(ledger.leases()).isEqualTo(leases);

        ledger.down(false);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(reserve(quotas, TODAY, 1, 5)).isInstanceOf(Reserved.class);
    }

    @Test
    void stoppingExecutor_leavesLeasingToTheCallers() {
        Quotas stopping =
                new Quotas(
                        ledger,
                        task -> {
                            throw new RejectedExecutionException("stopping");
                        },
                        nanos::get);

        assertThat(admitUntilRefused(stopping, TODAY, 2_000)).isEqualTo(2_000);
    }

    @Test
    void moreCallsThanAPortion_areReservedAllOrNone() {
        assertThat(reserve(quotas, TODAY, 700, 1_000)).isInstanceOf(Reserved.class);
        assertThat(reserve(quotas, TODAY, 700, 1_000)).isEqualTo(new Exhausted());

        assertThat(reserve(quotas, TODAY, 300, 1_000)).isInstanceOf(Reserved.class);
    }

    @Test
    void remaining_countsDownToZero() {
        assertThat(reserve(quotas, TODAY, 1, 5)).isEqualTo(new Reserved(4));
        for (int i = 3; i >= 0; i--) {
            assertThat(reserve(quotas, TODAY, 1, 5)).isEqualTo(new Reserved(i));
        }
    }

    private Quotas node() {
        return new Quotas(ledger, tasks, nanos::get);
    }

    private static Reservation reserve(Quotas node, LocalDate day, long calls, long limit) {
        return node.reserve(CONTRACT, day, calls, limit);
    }

    private static long admitUntilRefused(Quotas node, LocalDate day, long limit) {
        long admitted = 0;
        while (reserve(node, day, 1, limit) instanceof Reserved) {
            admitted++;
            assertThat(admitted).isLessThanOrEqualTo(limit);
        }
        return admitted;
    }
}
