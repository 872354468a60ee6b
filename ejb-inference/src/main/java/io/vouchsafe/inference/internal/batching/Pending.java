package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Tensor;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A request on its way to the model, and the thread that waits for its answer. */
final class Pending {
    /** Where it stands; changes only under the queue's lock, but for the step to SETTLED. */
    enum Stage {
        WAITING,
        /** Its thread is to run {@link #batch()}. */
        LEADING,
        /** Another thread runs it. */
        FOLLOWING,
        SETTLED
    }

    private final Prediction prediction;
    private final @Nullable Form form;
    private final int rows;
    private final long bytes;
    private final Thread thread = Thread.currentThread();
    private volatile Stage stage = Stage.WAITING;
    private @Nullable List<Pending> batch;
    private @Nullable Payload answer;
    private @Nullable Throwable failure;

    /**
     * @param form null: runs alone
     */
    Pending(Prediction prediction, @Nullable Form form) {
        this.prediction = prediction;
        this.form = form;
        Payload payload = prediction.input().payload();
        this.rows = (int) Math.clamp(payload.rows(), 1, Integer.MAX_VALUE);
        this.bytes = payload.tensors().values().stream().mapToLong(Pending::size).sum();
    }

    private static long size(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Numeric numbers -> numbers.data().remaining();
            case Tensor.Bytes texts -> {
                long size = 0;
                for (byte[] element : texts.elements()) {
                    size += element.length + Long.BYTES;
                }
                yield size;
            }
        };
    }

    Prediction prediction() {
        return prediction;
    }

    ContractId contract() {
        return prediction.contract();
    }

    Deadline deadline() {
        return prediction.deadline();
    }

    int rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    boolean joins(Pending other) {
        return form != null && form.equals(other.form);
    }

    boolean joinsAny() {
        return form != null;
    }

    Stage stage() {
        return stage;
    }

    /** Those to be run by this one's thread, itself among them. */
    List<Pending> batch() {
        return batch == null ? List.of() : batch;
    }

    void lead(List<Pending> all) {
        batch = all;
        stage = Stage.LEADING;
        wake();
    }

    void follow() {
        stage = Stage.FOLLOWING;
    }

    void answer(Payload payload) {
        answer = payload;
        settled();
    }

    void fail(Throwable reason) {
        failure = reason;
        settled();
    }

    /** To be run by its own thread, alone: its company's run failed. */
    void alone() {
        settled();
    }

    private void settled() {
        batch = null;
        stage = Stage.SETTLED;
        wake();
    }

    private void wake() {
        if (thread != Thread.currentThread()) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * The answer of a settled one; null when it is to be run alone.
     *
     * @throws RuntimeException what the run came to
     */
    @Nullable Payload result() {
        Throwable reason = failure;
        switch (reason) {
            case null -> {
                return answer;
            }
            case RuntimeException fault -> throw fault;
            case Error error -> throw error;
            default -> throw new IllegalStateException(reason);
        }
    }
}
