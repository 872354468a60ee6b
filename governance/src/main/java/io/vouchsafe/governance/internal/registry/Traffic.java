package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.audit.Event;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.RolloutView;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How a model's traffic is spread, each change with its event; one at a time per model. */
@Dependent
class Traffic {
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9._-]{0,62}");

    private final Models models;
    private final Comparisons comparisons;
    private final Changes changes;

    @Inject
    Traffic(Models models, Comparisons comparisons, Changes changes) {
        this.models = models;
        this.comparisons = comparisons;
        this.changes = changes;
    }

    Outcome<RolloutView> rollout(ModelName name) {
        return models.find(name)
                .map(model -> Outcome.done(view(model)))
                .orElseGet(() -> Declines.unknownModel(name));
    }

    Outcome<RolloutView> assign(Caller caller, ModelRef version, String label) {
        if (!LABEL.matcher(label).matches() || label.equals(Rollout.CHAMPION)) {
            return Declines.wrongAlias(label);
        }
        return changed(
                version,
                found -> found.model().assign(label, found, caller, changes.now()),
                new Event.AliasMoved(caller, version, label, true));
    }

    Outcome<RolloutView> unassign(Caller caller, ModelName name, String label) {
        return toServe(name)
                .then(
                        model -> {
                            ModelRef version = model.rollout().aliases().get(label);
                            return model.unassign(label)
                                    .then(
                                            done ->
                                                    changes.saveServing(
                                                            done,
                                                            name,
                                                            new Event.AliasMoved(
                                                                    caller,
                                                                    Objects.requireNonNull(version),
                                                                    label,
                                                                    false)));
                        })
                .map(this::view);
    }

    Outcome<RolloutView> share(Caller caller, Rollout.Kind kind, ModelRef version, int perMille) {
        if (perMille < 1 || perMille > Rollout.Share.WHOLE) {
            return Declines.wrongShare(perMille);
        }
        return changed(
                version,
                found -> found.model().share(kind, found, perMille, caller, changes.now()),
                TrafficEvents.shared(caller, kind, new Rollout.Share(version, perMille)));
    }

    Outcome<RolloutView> end(Caller caller, Rollout.Kind kind, ModelName name) {
        return toServe(name)
                .then(
                        model -> {
                            Event[] ended =
                                    model.rollout().share(kind).stream()
                                            .map(was -> TrafficEvents.ended(caller, kind, was))
                                            .toArray(Event[]::new);
                            return model.end(kind)
                                    .then(done -> changes.saveServing(done, name, ended));
                        })
                .map(this::view);
    }

    private Outcome<RolloutView> changed(
            ModelRef ref, Function<Version, Outcome<Version>> change, Event event) {
        if (models.findToServe(ref.name()).isEmpty()) {
            return Declines.unknownVersion(ref);
        }
        return models.find(ref)
                .map(Outcome::done)
                .orElseGet(() -> Declines.<Version>unknownVersion(ref))
                .then(change)
                .then(changed -> changes.saveServing(changed, ref, event))
                .map(changed -> view(changed.model()));
    }

    private Outcome<Model> toServe(ModelName name) {
        return models.findToServe(name)
                .map(Outcome::done)
                .orElseGet(() -> Declines.unknownModel(name));
    }

    private RolloutView view(Model model) {
        Rollout rollout = model.rollout();
        return new RolloutView(
                model.name(),
                model.champion().map(Version::ref).orElse(null),
                rollout,
                model.champion()
                        .flatMap(
                                champion ->
                                        rollout.share(Rollout.Kind.SHADOW)
                                                .flatMap(
                                                        shadow ->
                                                                comparisons.find(
                                                                        shadow.version(),
                                                                        champion.ref())))
                        .orElse(null));
    }
}
