package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.audit.Event;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The steps of a version's life, each with its event. */
@Dependent
class Life {
    private final Models models;
    private final Changes changes;

    @Inject
    Life(Models models, Changes changes) {
        this.models = models;
        this.changes = changes;
    }

    /** A version's own verb. */
    interface Verb {
        Outcome<Version> move(Version version, Caller by, Instant now, @Nullable String comment);
    }

    /** A verb that also concerns who is champion. */
    interface ServingVerb {
        Outcome<Version> move(
                Model model, Version version, Caller by, Instant now, @Nullable String comment);
    }

    /**
     * A step before deployment: two people at once, and the second is told so.
     *
     * @param step its name in the event
     */
    Outcome<VersionView> review(
            String step, Caller caller, ModelRef ref, @Nullable String text, Verb verb) {
        return Comment.of(text)
                .then(
                        comment ->
                                find(ref)
                                        .then(
                                                version ->
                                                        verb.move(
                                                                version,
                                                                caller,
                                                                changes.now(),
                                                                comment.text()))
                                        .then(
                                                version ->
                                                        changes.save(
                                                                version,
                                                                ref,
                                                                event(step, caller, ref, comment))))
                .map(Version::view);
    }

    /** A step that changes who answers: one at a time per model, in order of arrival. */
    Outcome<VersionView> serve(
            String step, Caller caller, ModelRef ref, @Nullable String text, ServingVerb verb) {
        return Comment.of(text)
                .then(
                        comment ->
                                findToServe(ref)
                                        .then(
                                                version ->
                                                        verb.move(
                                                                version.model(),
                                                                version,
                                                                caller,
                                                                changes.now(),
                                                                comment.text()))
                                        .then(
                                                answering ->
                                                        changes.saveServing(
                                                                answering,
                                                                ref,
                                                                event(step, caller, ref, comment))))
                .map(Version::view);
    }

    private Outcome<Version> find(ModelRef ref) {
        return models.find(ref).map(Outcome::done).orElseGet(() -> Declines.unknownVersion(ref));
    }

    private Outcome<Version> findToServe(ModelRef ref) {
        return models.findToServe(ref.name()).isEmpty() ? Declines.unknownVersion(ref) : find(ref);
    }

    private static Event event(String step, Caller caller, ModelRef ref, Comment comment) {
        return new Event.VersionMoved(caller, ref, step, comment.text());
    }
}
