package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.inference.ModelActivity;
import io.vouchsafe.kernel.ModelRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what each version does, in memory; as many counters as versions were ever asked. */
@ApplicationScoped
class Activity {
    private final Map<ModelRef, Counters> counters = new ConcurrentHashMap<>();

    private static final class Counters {
        final LongAdder answered = new LongAdder();
        final LongAdder answeredNanos = new LongAdder();
        final LongAdder rows = new LongAdder();
        final LongAdder failed = new LongAdder();
        final LongAdder failedNanos = new LongAdder();
        volatile Instant last = Instant.EPOCH;
    }

    void answered(ModelRef model, long rows, long nanos, Instant when) {
        Counters of = of(model);
        of.answered.increment();
        of.answeredNanos.add(nanos);
        of.rows.add(rows);
        of.last = when;
    }

    void failed(ModelRef model, long nanos) {
        Counters of = of(model);
        of.failed.increment();
        of.failedNanos.add(nanos);
    }

    private Counters of(ModelRef model) {
        Counters known = counters.get(model); // most often, and without a lock
        return known != null ? known : counters.computeIfAbsent(model, key -> new Counters());
    }

    List<ModelActivity> all() {
        return counters.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .sorted(
                        Comparator.comparing((ModelActivity each) -> each.model().name().value())
                                .thenComparing(each -> each.model().version()))
                .toList();
    }

    private static ModelActivity view(ModelRef model, Counters of) {
        long answered = of.answered.sum();
        return new ModelActivity(
                model,
                answered,
                of.answeredNanos.sum(),
                of.rows.sum(),
                of.failed.sum(),
                of.failedNanos.sum(),
                answered == 0 ? null : of.last);
    }
}
