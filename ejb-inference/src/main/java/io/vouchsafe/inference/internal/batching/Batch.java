package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Rows;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.MaskedInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run for some requests. Settles each of them whatever happens: what cannot be told apart, such
 * as whose input was wrong, each finds out by a run of its own.
 */
final class Batch {
    private final List<Pending> all;
    private final BatchSettings settings;
    private final List<Pending> live = new ArrayList<>();
    private int rows;
    private int padding;
    private @Nullable Payload output;
    private @Nullable Throwable failure;

    Batch(List<Pending> all, BatchSettings settings) {
        this.all = all;
        this.settings = settings;
    }

    /** Throws nothing. */
    void compute(Bulkhead bulkhead) {
        try {
            for (Pending each : all) {
                if (!each.deadline().passed()) {
                    live.add(each);
                    rows += each.rows();
                }
            }
            if (!live.isEmpty()) {
                padding = live.getFirst().joinsAny() ? settings.padding(rows) : 0;
                output = bulkhead.run(latest(), this::run);
            }
        } catch (RuntimeException | Error broken) {
            failure = broken;
        }
    }

    /** That of who can wait longest. */
    private Deadline latest() {
        Deadline latest = live.getFirst().deadline();
        for (Pending each : live) {
            if (each.deadline().remainingNanos() > latest.remainingNanos()) {
                latest = each.deadline();
            }
        }
        return latest;
    }

    private boolean isJoined() {
        return live.size() > 1 || padding > 0;
    }

    private Payload run() {
        Prediction first = live.getFirst().prediction();
        if (!isJoined()) {
            return first.run();
        }
        MaskedInput joined =
                MaskedInput.joined(
                        live.stream().map(each -> each.prediction().input()).toList(), padding);
        return first.model().predict(first.signature(), joined, first.outputs(), latest());
    }

    /**
     * Gives each its own.
     *
     * @return true when the model does not keep rows apart after all
     */
    boolean settle() {
        for (Pending each : all) {
            if (!live.contains(each)) {
                each.fail(new DeadlineExceededException(null));
            }
        }
        if (failure != null) {
            boolean concernsAll =
                    !isJoined()
                            || failure instanceof ModelClosedException
                            || failure instanceof OverloadedException;
            Throwable reason = failure;
            live.forEach(concernsAll ? each -> each.fail(reason) : Pending::alone);
            return false;
        }
        Payload whole = output;
        if (whole == null) {
            return false;
        }
        if (!isJoined()) {
            live.getFirst().answer(whole);
            return false;
        }
        if (!hasAllRows(whole)) {
            live.forEach(Pending::alone);
            return true;
        }
        int from = 0;
        for (Pending each : live) {
            each.answer(part(whole, from, each.rows()));
            from += each.rows();
        }
        return false;
    }

    private boolean hasAllRows(Payload whole) {
        return whole.tensors().values().stream()
                .map(Tensor::shape)
                .allMatch(shape -> shape.rank() > 0 && shape.size(0) == rows + padding);
    }

    private static Payload part(Payload whole, int from, int rows) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        whole.tensors().forEach((name, all) -> part.put(name, Rows.slice(all, from, rows)));
        return new Payload(part);
    }
}
