package io.vouchsafe.inference.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.kernel.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BulkheadTest {
    private static final Deadline PATIENT = Deadline.in(Duration.ofMinutes(1));

    private final Bulkhead bulkhead = new Bulkhead(1, 1);
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    private Thread occupy() throws InterruptedException {
        Thread busy =
                new Thread(
                        () ->
                                bulkhead.run(
                                        PATIENT,
                                        () -> {
                                            inside.countDown();
                                            try {
                                                leave.await();
                                            } catch (InterruptedException shutdown) {
                                                Thread.currentThread().interrupt();
                                            }
                                            return "first";
                                        }));
        busy.start();
        inside.await();
        return busy;
    }

    @Test
    void whoWaitsInTime_getsThePlace() throws InterruptedException {
        Thread busy = occupy();
        AtomicReference<String> second = new AtomicReference<>();
        Thread waiting = new Thread(() -> second.set(bulkhead.run(PATIENT, () -> "second")));
        waiting.start();

        leave.countDown();
        busy.join();
        waiting.join();

        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void whoseDeadlinePassesWhileWaiting_isRefused() throws InterruptedException {
        Thread busy = occupy();

        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> bulkhead.run(Deadline.in(Duration.ofMillis(20)), () -> "late"));
        leave.countDown();
        busy.join();

        assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
        assertThat(refused.retryAfter()).isNotNull();
    }

    @Test
    void aCallThatFails_givesItsPlaceBack() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(
                            () ->
                                    bulkhead.run(
                                            PATIENT,
                                            () -> {
                                                throw new IllegalStateException("broken");
                                            }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(bulkhead.run(PATIENT, () -> "free")).isEqualTo("free");
    }
}
