package io.vouchsafe.inference.fakes;

import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.Rollouts;
import io.vouchsafe.governance.Routing;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.governance.TrafficKey;
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
    private final Map<ModelName, Rollout> rollouts = new HashMap<>();
    private final List<Consumer<? super ServingPlan>> listeners = new CopyOnWriteArrayList<>();

    public FakeRollouts deploy(String ref, String digest) {
        return deploy(ref, digest, CardSettings.NONE);
    }

    public FakeRollouts deploy(String ref, String digest, CardSettings card) {
        ModelRef model = ModelRef.parse(ref);
        deployed.put(model, new DeployedVersion(model, digest, Map.of(), card));
        ModelRef former = champions.put(model.name(), model);
        if (former != null && !former.equals(model)) {
            Rollout before = rollouts.getOrDefault(model.name(), Rollout.NONE);
            rollouts.put(
                    model.name(),
                    new Rollout(before.aliases(), before.canary(), before.shadow(), former));
        }
        known.add(model.name());
        stopped.remove(model);
        changed();
        return this;
    }

    /** Deployed beside whoever is champion. */
    public FakeRollouts stage(String ref, String digest) {
        ModelRef model = ModelRef.parse(ref);
        deployed.put(model, new DeployedVersion(model, digest, Map.of(), CardSettings.NONE));
        known.add(model.name());
        stopped.remove(model);
        changed();
        return this;
    }

    /** As if it had never been deployed. */
    public void withdraw(String ref) {
        deployed.remove(ModelRef.parse(ref));
        changed();
    }

    public void rollout(String name, Rollout rollout) {
        rollouts.put(new ModelName(name), rollout);
        changed();
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
        return new ServingPlan(deployed, champions, stopped, known, rollouts);
    }

    @Override
    public Routing route(ModelName model, @Nullable Long version, @Nullable String label) {
        if (!known.contains(model)) {
            return new Routing.Unroutable(Reason.UNKNOWN_MODEL);
        }
        ModelRef ref = version == null ? labelled(model, label) : new ModelRef(model, version);
        if (ref != null && stopped.contains(ref)) {
            return new Routing.Unroutable(Reason.MODEL_STOPPED);
        }
        DeployedVersion found = ref == null ? null : deployed.get(ref);
        return found == null
                ? new Routing.Unroutable(Reason.NOT_DEPLOYED)
                : new Routing.Route(found);
    }

    private @Nullable ModelRef labelled(ModelName model, @Nullable String label) {
        return label == null || label.equals(Rollout.CHAMPION)
                ? champions.get(model)
                : rollouts.getOrDefault(model, Rollout.NONE).aliases().get(label);
    }

    /** The canary gets all or nothing, the shadow too: shares are governance's. */
    @Override
    public Routing route(
            ModelName model, @Nullable Long version, @Nullable String label, TrafficKey key) {
        Routing routing = route(model, version, label);
        Rollout rollout = rollouts.getOrDefault(model, Rollout.NONE);
        if (version != null || label != null || !(routing instanceof Routing.Route champion)) {
            return routing;
        }
        if (rollout.canary() != null && rollout.canary().perMille() == 1000) {
            return new Routing.Route(deployed.get(rollout.canary().version()));
        }
        return rollout.shadow() == null
                ? champion
                : new Routing.Route(champion.version(), deployed.get(rollout.shadow().version()));
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
