package io.vouchsafe.governance;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import org.jspecify.annotations.Nullable;

/**
 * A model's rollout, for people.
 *
 * @param champion null before the first deployment
 * @param comparison of the shadow with this champion; null before the first one was written
 */
public record RolloutView(
        ModelName model,
        @Nullable ModelRef champion,
        Rollout rollout,
        @Nullable Comparison comparison) {}
