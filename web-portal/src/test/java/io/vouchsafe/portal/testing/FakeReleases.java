package io.vouchsafe.portal.testing;

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
import org.jspecify.annotations.Nullable;

/** One rollout, and what pages ask to be done with it. */
public final class FakeReleases implements Releases {
    public final List<String> done = new ArrayList<>();
    public @Nullable RolloutView view;

    private Outcome<RolloutView> answer() {
        return view == null
                ? Outcome.declined(Outcome.Kind.NOT_FOUND, "unknown-model", "No such model.")
                : Outcome.done(view);
    }

    @Override
    public Outcome<RolloutView> rollout(Caller caller, ModelName model) {
        return answer();
    }

    @Override
    public Outcome<RolloutView> assign(Caller caller, ModelRef version, String label) {
        done.add("assign " + version + " " + label);
        return answer();
    }

    @Override
    public Outcome<RolloutView> unassign(Caller caller, ModelName model, String label) {
        throw new UnsupportedOperationException("No page asks for this");
    }

    @Override
    public Outcome<RolloutView> share(
            Caller caller, Rollout.Kind kind, ModelRef version, int perMille) {
        throw new UnsupportedOperationException("Pages let the engine load it first");
    }

    @Override
    public Outcome<RolloutView> end(Caller caller, Rollout.Kind kind, ModelName model) {
        done.add("end " + kind + " " + model);
        return answer();
    }

    @Override
    public void compared(Comparison counted) {
        throw new UnsupportedOperationException("No page asks for this");
    }
}
