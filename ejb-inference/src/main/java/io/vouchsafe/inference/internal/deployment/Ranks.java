package io.vouchsafe.inference.internal.deployment;

import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.kernel.ModelRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who stays in memory longest: champions; then canaries, shadows and the versions that a roll-back
 * returns to; then the others. The first two are loaded without being asked for.
 */
final class Ranks {
    static final Ranks NONE = new Ranks(Map.of());
    private static final int OTHER = 0;
    private static final int BESIDE = 1;
    private static final int CHAMPION = 2;

    private final Map<ModelRef, Integer> ranks;

    private Ranks(Map<ModelRef, Integer> ranks) {
        this.ranks = ranks;
    }

    static Ranks of(ServingPlan plan) {
        Map<ModelRef, Integer> ranks = new HashMap<>();
        for (Rollout rollout : plan.rollouts().values()) {
            add(ranks, rollout.former());
            rollout.share(Rollout.Kind.CANARY).ifPresent(share -> add(ranks, share.version()));
            rollout.share(Rollout.Kind.SHADOW).ifPresent(share -> add(ranks, share.version()));
        }
        plan.champions().values().forEach(champion -> ranks.put(champion, CHAMPION));
        ranks.keySet().retainAll(plan.deployed().keySet());
        return new Ranks(ranks);
    }

    private static void add(Map<ModelRef, Integer> ranks, @Nullable ModelRef version) {
        if (version != null) {
            ranks.put(version, BESIDE);
        }
    }

    int of(ModelRef version) {
        return ranks.getOrDefault(version, OTHER);
    }

    /** Loaded without being asked for, champions first. */
    Iterable<ModelRef> eager() {
        Set<ModelRef> all = ranks.keySet();
        return all.stream().sorted((a, b) -> Integer.compare(of(b), of(a)))::iterator;
    }
}
