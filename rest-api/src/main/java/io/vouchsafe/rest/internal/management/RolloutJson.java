package io.vouchsafe.rest.internal.management;

import io.vouchsafe.governance.Comparison;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.RolloutView;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a model's traffic is spread.
 *
 * @param aliases label to version
 * @param comparison of the shadow with the champion, over all nodes
 */
record RolloutJson(
        ModelName model,
        @Nullable Long champion,
        SortedMap<String, Long> aliases,
        @Nullable Share canary,
        @Nullable Share shadow,
        @Nullable Compared comparison) {
    /**
     * A part of the traffic.
     *
     * @param share in thousandths
     */
    record Share(long version, int share) {
        static @Nullable Share of(Rollout.@Nullable Share share) {
            return share == null ? null : new Share(share.version().version(), share.perMille());
        }
    }

    /**
     * What was counted.
     *
     * @param maxDifference null when it is not finite: one of both gave no number
     */
    record Compared(
            long shadow,
            long champion,
            long compared,
            long failed,
            long dropped,
            long labels,
            long agreed,
            @Nullable Double maxDifference,
            Instant since) {
        static @Nullable Compared of(@Nullable Comparison counted) {
            return counted == null
                    ? null
                    : new Compared(
                            counted.shadow().version(),
                            counted.champion().version(),
                            counted.compared(),
                            counted.failed(),
                            counted.dropped(),
                            counted.labels(),
                            counted.agreed(),
                            Double.isFinite(counted.maxDifference())
                                    ? counted.maxDifference()
                                    : null,
                            counted.since());
        }
    }

    static RolloutJson of(RolloutView view) {
        SortedMap<String, Long> aliases = new TreeMap<>();
        view.rollout().aliases().forEach((label, ref) -> aliases.put(label, ref.version()));
        ModelRef champion = view.champion();
        return new RolloutJson(
                view.model(),
                champion == null ? null : champion.version(),
                aliases,
                Share.of(view.rollout().canary()),
                Share.of(view.rollout().shadow()),
                Compared.of(view.comparison()));
    }
}
