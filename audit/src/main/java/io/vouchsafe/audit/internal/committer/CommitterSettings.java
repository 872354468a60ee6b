package io.vouchsafe.audit.internal.committer;

import java.time.Duration;

/**
 * The committer's limits.
 *
 * @param queue entries that may wait
 * @param batch entries in one commit
 * @param patience of a caller
 * @param poll how often the outbox is looked at without being told
 * @param retry longest pause between attempts while the database is away
 * @param drain longest wait for the queue at stop
 */
public record CommitterSettings(
        int queue, int batch, Duration patience, Duration poll, Duration retry, Duration drain) {
    public static final CommitterSettings DEFAULT =
            new CommitterSettings(
                    4096,
                    512,
                    Duration.ofSeconds(5),
                    Duration.ofMillis(500),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(10));

    public CommitterSettings {
        if (queue < 1 || batch < 1) {
            throw new IllegalArgumentException("Queue and batch hold at least one entry");
        }
    }
}
