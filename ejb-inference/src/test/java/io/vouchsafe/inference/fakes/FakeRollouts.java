package io.vouchsafe.inference.fakes;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Reason;
import io.vouchsafe.kernel.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A plan that tests change. */
public final class FakeRollouts implements Rollouts {
    private final Map<ModelRef, DeployedVersion> deployed = new HashMap<>();
    private final Map<ModelName, ModelRef> champions = new HashMap<>();
    private final Set<ModelRef> stopped = new HashSet<>();
    private final Set<ModelName> known = new HashSet<>();
    private final List<Consumer<? super ServingPlan>> listeners = new CopyOnWriteArrayList<>();

    public FakeRollouts deploy(String ref, String digest) {
        return deploy(ref, digest, CardSettings.NONE);
    }

    public FakeRollouts deploy(String ref, String digest, CardSettings card) {
        ModelRef model = ModelRef.parse(ref);
        deployed.put(model, new DeployedVersion(model, digest, Map.of(), card));
        champions.put(model.name(), model);
        known.add(model.name());
        stopped.remove(model);
        changed();
        return this;
    }

    public void stop(String ref) {
        ModelRef model = ModelRef.parse(ref);
        deployed.remove(model);
        stopped.add(model);
        changed();
    }

    public void know(String name) {
        known.add(new ModelName(name));
        changed();
    }

    private void changed() {
        ServingPlan plan = current();
        listeners.forEach(listener -> listener.accept(plan));
    }

    private ServingPlan current() {
        return new ServingPlan(deployed, champions, stopped, known);
    }

    @Override
    public Routing route(ModelName model, @Nullable Long version, @Nullable String label) {
        if (!known.contains(model)) {
            return new Routing.Unroutable(Reason.UNKNOWN_MODEL);
        }
        ModelRef ref = version == null ? champions.get(model) : new ModelRef(model, version);
        if (ref != null && stopped.contains(ref)) {
            return new Routing.Unroutable(Reason.MODEL_STOPPED);
        }
        DeployedVersion found = ref == null ? null : deployed.get(ref);
        return found == null
                ? new Routing.Unroutable(Reason.NOT_DEPLOYED)
                : new Routing.Route(found);
    }

    @Override
    public Snapshot<ServingPlan> plan() {
        return new Snapshot<>() {
            @Override
            public ServingPlan current() {
                return FakeRollouts.this.current();
            }

            @Override
            public void onChange(Consumer<? super ServingPlan> listener) {
                listeners.add(listener);
                listener.accept(current());
            }
        };
    }
}
