package io.vouchsafe.partners.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.ContractId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final ContractId ONE = new ContractId("C-2026-0001");
    private static final ContractId TWO = new ContractId("C-2026-0002");

    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
    private final Rates rates = new Rates(nanos::get);

    @Test
    void burst_isOneSecondsWorth() {
        assertThat(takeAll(ONE, 10)).isEqualTo(10);
    }

    @Test
    void refusal_saysWhenTheNextCallFits() {
        takeAll(ONE, 10);

        Rates.Take refused = rates.take(ONE, 10, 1);

        assertThat(refused.granted()).isFalse();
        assertThat(refused.delay()).isEqualTo(Duration.ofMillis(100));
        nanos.addAndGet(refused.delay().toNanos());
        assertThat(rates.take(ONE, 10, 1).granted()).isTrue();
    }

    @Test
    void overAMinute_itAdmitsTheRateAndOneBurst() {
        long admitted = 0;
        for (int tick = 0; tick < 60_000; tick++) {
            admitted += rates.take(ONE, 25, 1).granted() ? 1 : 0;
            nanos.addAndGet(1_000_000);
        }

        assertThat(admitted).isBetween(60L * 25, 61L * 25);
    }

    @Test
    void contracts_doNotShareARate() {
        takeAll(ONE, 5);

        assertThat(takeAll(TWO, 5)).isEqualTo(5);
    }

    @Test
    void changedRate_holdsAtOnce() {
        takeAll(ONE, 5);

        assertThat(takeAll(ONE, 7)).isEqualTo(7);
    }

    @Test
    void moreCallsAtOnceThanASecondsWorth_takeTheWholeSecond() {
        assertThat(rates.take(ONE, 5, 1000).granted()).isTrue();

        assertThat(rates.take(ONE, 5, 1).granted()).isFalse();
    }

    @Test
    void refusedCall_takesNothing() {
        takeAll(ONE, 10);
        for (int i = 0; i < 100; i++) {
            rates.take(ONE, 10, 1);
        }

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(takeAll(ONE, 10)).isEqualTo(10);
    }

    @Test
    void clockThatStandsStill_opensNothing() {
        takeAll(ONE, 10);
        nanos.addAndGet(-5_000_000_000L);

        assertThat(rates.take(ONE, 10, 1).granted()).isFalse();
    }

    @Test
    void contractNoLongerKnown_isForgotten() {
        takeAll(ONE, 10);
        takeAll(TWO, 10);

        rates.retain(TWO::equals);

        assertThat(rates.take(ONE, 10, 1).granted()).isTrue();
        assertThat(rates.take(TWO, 10, 1).granted()).isFalse();
    }

    private long takeAll(ContractId contract, long perSecond) {
        long taken = 0;
        while (rates.take(contract, perSecond, 1).granted()) {
            taken++;
        }
        return taken;
    }
}
