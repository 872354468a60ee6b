package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.LogRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One entry on its way into the log: a waiting caller's, or an outbox row's. Two tickets of one
 * receipt id become one entry: the second follows the first.
 */
final class Ticket {
    /** Outbox id of tickets that came from callers. */
    static final long CALLER = -1;

    private final LogRow row;
    private final long outboxId;
    private final CompletableFuture<Sequenced> answer = new CompletableFuture<>();
    private final List<Ticket> followers = new ArrayList<>(0);
    private volatile boolean abandoned;

    Ticket(LogRow row, long outboxId) {
        this.row = row;
        this.outboxId = outboxId;
    }

    LogRow row() {
        return row;
    }

    long outboxId() {
        return outboxId;
    }

    boolean fromOutbox() {
        return outboxId != CALLER;
    }

    void follow(Ticket leader) {
        leader.followers.add(this);
    }

    /** True when nobody waits any more. */
    boolean abandoned() {
        return abandoned && followers.stream().allMatch(Ticket::abandoned);
    }

    void sequenced(long index) {
        answer.complete(new Sequenced(index, row.id()));
        followers.forEach(follower -> follower.sequenced(index));
    }

    void refuse(LogUnavailableException why) {
        answer.completeExceptionally(why);
        followers.forEach(follower -> follower.refuse(why));
    }

    /** Waits for the answer; after {@code patience} the entry may or may not become durable. */
    Sequenced await(Duration patience) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            abandoned = true;
            throw AuditMessages.LOG.tooSlow(row.id());
        } catch (InterruptedException interrupted) {
            abandoned = true;
            Thread.currentThread().interrupt();
            throw AuditMessages.LOG.tooSlow(row.id());
        } catch (ExecutionException refused) {
            Throwable why = refused.getCause(); // made on the committer's thread
            throw new LogUnavailableException(
                    why == null ? "" : String.valueOf(why.getMessage()), why);
        }
    }
}
