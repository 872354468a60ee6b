package io.vouchsafe.inference.fakes;

import io.vouchsafe.governance.Comparison;
import io.vouchsafe.governance.Releases;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.RolloutView;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shares in a plan that tests change, and what was counted. */
public final class FakeReleases implements Releases {
    private final FakeRollouts rollouts;
    private final List<Comparison> counted = new ArrayList<>();
    private @Nullable RuntimeException failure;

    public FakeReleases(FakeRollouts rollouts) {
        this.rollouts = rollouts;
    }

    /** What was written, in order. */
    public List<Comparison> counted() {
        return counted;
    }

    public void failWith(@Nullable RuntimeException broken) {
        this.failure = broken;
    }

    @Override
    public Outcome<RolloutView> share(
            Caller caller, Rollout.Kind kind, ModelRef version, int perMille) {
        Rollout.Share share = new Rollout.Share(version, perMille);
        Rollout rollout =
                kind == Rollout.Kind.CANARY
                        ? new Rollout(Map.of(), share, null, null)
                        : new Rollout(Map.of(), null, share, null);
        rollouts.rollout(version.name().value(), rollout);
        return Outcome.done(new RolloutView(version.name(), null, rollout, null));
    }

    @Override
    public void compared(Comparison more) {
        if (failure != null) {
            throw failure;
        }
        counted.add(more);
    }

    @Override
    public Outcome<RolloutView> rollout(Caller caller, ModelName model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<RolloutView> assign(Caller caller, ModelRef version, String label) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<RolloutView> unassign(Caller caller, ModelName model, String label) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<RolloutView> end(Caller caller, Rollout.Kind kind, ModelName model) {
        throw new UnsupportedOperationException();
    }
}
