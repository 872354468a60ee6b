package io.vouchsafe.inference.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
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

        OverloadedException refused =
                catchThrowableOfType(
                        OverloadedException.class,
                        () -> bulkhead.run(Deadline.in(Duration.ofMillis(20)), () -> "late"));
        leave.countDown();
        busy.join();

        assertThat(refused.retryAfter()).isPositive();
    }

    @Test
    void anExplanation_standsBackBetweenItsSteps_butGetsOn() throws InterruptedException {
        Thread busy = occupy();

        long waited =
                bulkhead.explain(
                        PATIENT,
                        behind -> {
                            long start = System.nanoTime();
                            behind.check();
                            behind.check();
                            return System.nanoTime() - start;
                        });
        leave.countDown();
        busy.join();

        assertThat(Duration.ofNanos(waited)).isGreaterThanOrEqualTo(Duration.ofMillis(4));
    }

    @Test
    void anExplanationsDeadline_isItsRequests() {
        assertThatThrownBy(
                        () ->
                                bulkhead.explain(
                                        Deadline.in(Duration.ZERO),
                                        behind -> {
                                            behind.check();
                                            return "too late";
                                        }))
                .isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void explanations_haveAPlaceOfTheirOwn() throws InterruptedException {
        Thread busy = occupy();

        String explained = bulkhead.explain(PATIENT, behind -> "because");
        leave.countDown();
        busy.join();

        assertThat(explained).isEqualTo("because");
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
