package io.vouchsafe.training.internal.job;

import static io.vouchsafe.training.internal.job.TrainingMessages.LOG;

import io.vouchsafe.governance.Registry;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.kernel.Uuid7;
import io.vouchsafe.training.Training;
import io.vouchsafe.training.TrainingJob;
import io.vouchsafe.training.internal.recipe.Recipe;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Training on the server's managed threads; a job works with the identity of who started it. */
@Singleton
@Local(Training.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TrainingBean implements Training {
    private static final int AT_ONCE = 2;

    private final JobBoard board = new JobBoard(AT_ONCE);
    private Registry registry;
    private Deployments deployments;

    @Resource private ManagedExecutorService executor;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    public TrainingBean() {}

    @Inject
    public TrainingBean(Registry registry, Deployments deployments) {
        this.registry = registry;
        this.deployments = deployments;
    }

    @Override
    @RolesAllowed(Roles.MODEL_OWNER)
    public Outcome<TrainingJob> start(Caller caller, String recipe, ModelName model, long seed) {
        return start(caller, recipe, model, seed, executor);
    }

    Outcome<TrainingJob> start(
            Caller caller, String recipe, ModelName model, long seed, Executor threads) {
        Optional<Recipe> found = Recipe.named(recipe);
        if (found.isEmpty()) {
            return Outcome.declined(
                    Outcome.Kind.INVALID,
                    "unknown-recipe",
                    LOG.unknownRecipe(recipe, String.join(", ", Recipe.names())));
        }
        Optional<TrainingJob> opened =
                board.open(Uuid7.next().toString(), recipe, model, seed, Instant.now());
        if (opened.isEmpty()) {
            return Outcome.declined(
                    Outcome.Kind.UNAVAILABLE, "training-busy", LOG.busy(board.running()));
        }
        threads.execute(
                new TrainingRun(board, registry, deployments, caller, opened.get(), found.get()));
        return Outcome.done(opened.get());
    }

    @Override
    @RolesAllowed({Roles.MODEL_OWNER, Roles.APPROVER, Roles.AUDITOR, Roles.ADMIN})
    public Outcome<TrainingJob> job(Caller caller, String id) {
        return board.find(id)
                .map(Outcome::done)
                .orElseGet(
                        () ->
                                Outcome.declined(
                                        Outcome.Kind.NOT_FOUND, "unknown-job", LOG.unknownJob(id)));
    }

    @Override
    @RolesAllowed({Roles.MODEL_OWNER, Roles.APPROVER, Roles.AUDITOR, Roles.ADMIN})
    public Page<TrainingJob> jobs(Caller caller) {
        return new Page<>(board.all(), null);
    }
}
