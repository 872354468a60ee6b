package io.vouchsafe.outbound.internal;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** Ends a call from outside: a server that sends a byte now and then never lets a read time out. */
final class Expiry implements AutoCloseable {
    private final HttpUriRequestBase request;
    private @Nullable Future<?> alarm;
    private volatile boolean passed;

    Expiry(HttpUriRequestBase request) {
        this.request = request;
    }

    void after(ScheduledExecutorService timer, Duration time) {
        alarm = timer.schedule(this::pass, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void pass() {
        passed = true;
        request.abort();
    }

    boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        Future<?> set = alarm;
        if (set != null) {
            set.cancel(false);
        }
    }
}
