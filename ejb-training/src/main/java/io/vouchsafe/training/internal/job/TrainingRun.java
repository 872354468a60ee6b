package io.vouchsafe.training.internal.job;

import static io.vouchsafe.training.internal.job.TrainingMessages.LOG;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.training.TrainingJob;
import io.vouchsafe.training.internal.fit.Trainer;
import io.vouchsafe.training.internal.recipe.Feature;
import io.vouchsafe.training.internal.recipe.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One job: generate, fit, evaluate, write the card, upload like anybody else. */
final class TrainingRun implements Runnable {
    private static final double SHARE_OF_FITTING = 0.9;

    private final JobBoard board;
    private final Registry registry;
    private final Deployments deployments;
    private final Caller caller;
    private final TrainingJob job;
    private final Recipe recipe;

    TrainingRun(
            JobBoard board,
            Registry registry,
            Deployments deployments,
            Caller caller,
            TrainingJob job,
            Recipe recipe) {
        this.board = board;
        this.registry = registry;
        this.deployments = deployments;
        this.caller = caller;
        this.job = job;
        this.recipe = recipe;
    }

    @Override
    public void run() {
        try {
            Path folder = Files.createTempDirectory("vouchsafe-training-");
            try {
                work(folder);
            } finally {
                SavedModelArchive.delete(folder);
            }
        } catch (IOException | RuntimeException fault) { // a background job has nobody to throw to
            LOG.failed(job.id(), fault);
            end(
                    TrainingJob.State.FAILED,
                    null,
                    Map.of(),
                    LOG.broken(String.valueOf(fault.getMessage())));
        }
    }

    private void work(Path folder) throws IOException {
        Path model = folder.resolve("model");
        Map<String, Double> metrics =
                new Trainer()
                        .fit(
                                recipe,
                                job.seed(),
                                model,
                                (done, of, loss) ->
                                        report(
                                                SHARE_OF_FITTING * done / of,
                                                "epoch %d of %d, loss %.4f"
                                                        .formatted(done, of, loss)));
        double accuracy = metrics.getOrDefault("accuracy", 0.0);
        if (accuracy < recipe.requiredAccuracy()) {
            end(
                    TrainingJob.State.FAILED,
                    null,
                    metrics,
                    LOG.learnedTooLittle(percent(accuracy), percent(recipe.requiredAccuracy())));
            return;
        }
        report(0.95, "registering");
        Path archive = folder.resolve("model.zip");
        SavedModelArchive.zip(model, archive);
        Outcome<VersionView> registered =
                ensureModel()
                        .then(known -> registry.writeCard(caller, job.model(), card()))
                        .then(card -> upload(archive));
        switch (registered) {
            case Outcome.Done<VersionView> done -> {
                LOG.trained(job.id(), done.value().ref().toString(), metrics.toString());
                end(TrainingJob.State.SUCCEEDED, done.value().ref().version(), metrics, null);
            }
            case Outcome.Declined<VersionView> declined ->
                    end(TrainingJob.State.FAILED, null, metrics, declined.detail());
        }
    }

    /** The model, made when it does not exist yet. */
    private Outcome<Boolean> ensureModel() {
        return switch (registry.create(caller, job.model())) {
            case Outcome.Done<ModelView> done -> Outcome.done(true);
            case Outcome.Declined<ModelView> declined
                    when declined.kind() == Outcome.Kind.CONFLICT ->
                    Outcome.done(false);
            case Outcome.Declined<ModelView> declined ->
                    Outcome.declined(declined.kind(), declined.problem(), declined.detail());
        };
    }

    private Outcome<VersionView> upload(Path archive) {
        try (InputStream in = Files.newInputStream(archive)) {
            return deployments.upload(caller, job.model(), null, in);
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }

    private Card card() {
        Map<String, String> baseline =
                recipe.features().stream()
                        .collect(Collectors.toMap(Feature::name, Feature::baseline));
        return new Card(recipe.card(), new CardSettings(baseline, "logits"));
    }

    private void report(double progress, String step) {
        board.change(
                job.id(),
                now ->
                        new TrainingJob(
                                now.id(),
                                now.recipe(),
                                now.model(),
                                now.seed(),
                                now.state(),
                                progress,
                                step,
                                null,
                                now.metrics(),
                                null,
                                now.startedAt()));
    }

    private void end(
            TrainingJob.State state,
            @Nullable Long version,
            Map<String, Double> metrics,
            @Nullable String failure) {
        board.change(
                job.id(),
                now ->
                        new TrainingJob(
                                now.id(),
                                now.recipe(),
                                now.model(),
                                now.seed(),
                                state,
                                state == TrainingJob.State.SUCCEEDED ? 1 : now.progress(),
                                now.step(),
                                version,
                                metrics,
                                failure,
                                now.startedAt()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
