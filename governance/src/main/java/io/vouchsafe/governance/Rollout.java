package io.vouchsafe.governance;

import io.vouchsafe.kernel.ModelRef;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a model's traffic is spread beside its champion.
 *
 * @param aliases label, such as {@code challenger}, to the version that answers to it; without
 *     {@code champion}
 * @param canary answers a share of the requests that name neither version nor label
 * @param shadow computes a share of what the champion answers; it is compared, never answered
 * @param former the version that a roll-back returns to
 */
public record Rollout(
        Map<String, ModelRef> aliases,
        @Nullable Share canary,
        @Nullable Share shadow,
        @Nullable ModelRef former) {
    public static final Rollout NONE = new Rollout(Map.of(), null, null, null);

    /** The label that deployment and roll-back move; nobody assigns it. */
    public static final String CHAMPION = "champion";

    public Rollout {
        aliases = Map.copyOf(aliases);
    }

    /** What a {@link Share} is for. */
    public enum Kind {
        CANARY,
        SHADOW
    }

    /**
     * A part of a model's traffic.
     *
     * @param perMille 1 to 1000
     */
    public record Share(ModelRef version, int perMille) {
        public static final int WHOLE = 1000;
    }

    /** The canary's or the shadow's. */
    public Optional<Share> share(Kind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case CANARY -> canary;
                    case SHADOW -> shadow;
                });
    }
}
