package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vouchsafe.inference.ModelActivity;
import java.time.Instant;
import java.util.List;

/** {@code stats_model_response} of the statistics extension. */
record StatisticsJson(@JsonProperty("model_stats") List<Model> models) {
    /**
     * One version.
     *
     * @param last in milliseconds since the epoch; 0 before the first
     * @param inferences rows of answered requests
     * @param executions answered requests
     * @param batches always empty: how large batches were is a metric of its own
     */
    record Model(
            String name,
            String version,
            @JsonProperty("last_inference") long last,
            @JsonProperty("inference_count") long inferences,
            @JsonProperty("execution_count") long executions,
            @JsonProperty("inference_stats") Durations durations,
            @JsonProperty("batch_stats") List<String> batches) {
        static Model of(ModelActivity activity) {
            Instant last = activity.last();
            return new Model(
                    activity.model().name().value(),
                    Long.toString(activity.model().version()),
                    last == null ? 0 : last.toEpochMilli(),
                    activity.rows(),
                    activity.answered(),
                    Durations.of(activity),
                    List.of());
        }
    }

    /** What was not measured has a count of 0. */
    record Durations(
            Duration success,
            Duration fail,
            Duration queue,
            @JsonProperty("compute_input") Duration input,
            @JsonProperty("compute_infer") Duration infer,
            @JsonProperty("compute_output") Duration output,
            @JsonProperty("cache_hit") Duration hit,
            @JsonProperty("cache_miss") Duration miss) {
        static Durations of(ModelActivity activity) {
            Duration none = new Duration(0, 0);
            return new Durations(
                    new Duration(activity.answered(), activity.answeredNanos()),
                    new Duration(activity.failed(), activity.failedNanos()),
                    none,
                    none,
                    none,
                    none,
                    none,
                    none);
        }
    }

    /** How often, and how long together. */
    record Duration(long count, long ns) {}
}
