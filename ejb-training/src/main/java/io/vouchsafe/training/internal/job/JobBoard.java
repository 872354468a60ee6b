package io.vouchsafe.training.internal.job;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.training.TrainingJob;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The jobs of this node: the newest hundred, all in memory. Safe for concurrent use. */
final class JobBoard {
    private static final int KEPT = 100;

    private final Map<String, TrainingJob> byId = new HashMap<>();
    private final Deque<String> newestFirst = new ArrayDeque<>();
    private final int limit;

    /**
     * Makes an empty board.
     *
     * @param limit jobs that may run at once
     */
    JobBoard(int limit) {
        this.limit = limit;
    }

    /** Puts a new running job up; empty when as many as may run are running. */
    synchronized Optional<TrainingJob> open(
            String id, String recipe, ModelName model, long seed, Instant now) {
        if (running() >= limit) {
            return Optional.empty();
        }
        TrainingJob job =
                new TrainingJob(
                        id,
                        recipe,
                        model,
                        seed,
                        TrainingJob.State.RUNNING,
                        0,
                        "generating data",
                        null,
                        Map.of(),
                        null,
                        now);
        byId.put(id, job);
        newestFirst.addFirst(id);
        while (newestFirst.size() > KEPT) {
            byId.remove(newestFirst.removeLast());
        }
        return Optional.of(job);
    }

    synchronized int running() {
        return (int)
                byId.values().stream()
                        .filter(job -> job.state() == TrainingJob.State.RUNNING)
                        .count();
    }

    synchronized void change(String id, UnaryOperator<TrainingJob> change) {
        byId.computeIfPresent(id, (key, job) -> change.apply(job));
    }

    synchronized Optional<TrainingJob> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized List<TrainingJob> all() {
        return newestFirst.stream().map(byId::get).filter(java.util.Objects::nonNull).toList();
    }
}
