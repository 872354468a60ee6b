package io.vouchsafe.inference.internal.deployment;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.Artefacts;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.ModelRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The models in this node's memory: those that are deployed, loaded in the background, and those
 * that are about to be, held until it is decided. A model that does not load is tried again when it
 * is asked for, at most every ten seconds.
 */
@ApplicationScoped
public class ModelPool {
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ModelEngine engine;
    private final Artefacts artefacts;
    private final Map<ModelRef, Place> places = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> selfCheck = new CompletableFuture<>();
    private volatile Executor executor = Runnable::run;
    private volatile boolean closed;

    /** One model's place: loading, loaded, or failed. */
    private static final class Place {
        final String digest;
        final CompletableFuture<LoadedModel> model = new CompletableFuture<>();
        volatile long failedAt;
        int holders;

        Place(String digest) {
            this.digest = digest;
        }
    }

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected ModelPool() {
        this(null, null);
    }

    @Inject
    public ModelPool(ModelEngine engine, Artefacts artefacts) {
        this.engine = engine;
        this.artefacts = artefacts;
    }

    /** Checks the engine, then loads what is deployed; returns at once. */
    public void start(Executor background) {
        this.executor = background;
        background.execute(this::checkEngine);
    }

    private void checkEngine() {
        try {
            engine.selfCheck();
            selfCheck.complete(null);
        } catch (RuntimeException | LinkageError broken) {
            LOG.selfCheckFailed(engine.name(), broken);
            selfCheck.completeExceptionally(broken);
        }
    }

    /** True once the engine has shown that its numbers are right. */
    public boolean engineIsSound() {
        return selfCheck.isDone() && !selfCheck.isCompletedExceptionally();
    }

    /** Loads what is newly deployed and unloads what is not any more, in the background. */
    public void follow(ServingPlan plan) {
        plan.deployed().values().forEach(version -> place(version.ref(), version.digest()));
        places.forEach(
                (ref, place) -> {
                    DeployedVersion deployed = plan.deployed().get(ref);
                    if (deployed == null || !deployed.digest().equals(place.digest)) {
                        letGo(ref, place);
                    }
                });
    }

    /** The model when it is in memory; else it soon will be, or the log says why not. */
    public Optional<LoadedModel> ready(DeployedVersion version) {
        Place place = place(version.ref(), version.digest());
        CompletableFuture<LoadedModel> model = place.model;
        if (!model.isDone()) {
            return Optional.empty();
        }
        if (model.isCompletedExceptionally()) {
            if (System.nanoTime() - place.failedAt > RETRY.toNanos()) {
                places.remove(version.ref(), place);
                place(version.ref(), version.digest());
            }
            return Optional.empty();
        }
        return Optional.of(model.join());
    }

    /** True when it is in memory; loads nothing. */
    public boolean isReady(ModelRef ref) {
        Place place = places.get(ref);
        return place != null && place.model.isDone() && !place.model.isCompletedExceptionally();
    }

    /**
     * Loads a version that is not deployed yet and keeps it until {@link #release}, so that it can
     * answer the moment it is.
     *
     * @throws ModelRejectedException with the reason when it cannot be loaded; then nothing is held
     */
    public void hold(ModelRef ref, String digest) {
        Place failedBefore = places.get(ref);
        if (failedBefore != null && failedBefore.model.isCompletedExceptionally()) {
            places.remove(ref, failedBefore);
        }
        Place place = place(ref, digest);
        synchronized (place) {
            place.holders++;
        }
        boolean loaded = false;
        try {
            place.model.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            loaded = true;
        } catch (ExecutionException failed) {
            throw rejected(failed.getCause());
        } catch (TimeoutException tooSlow) {
            throw rejected(tooSlow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw rejected(interrupted);
        } finally {
            if (!loaded) {
                synchronized (place) {
                    place.holders--;
                }
                letGo(ref, place);
            }
        }
    }

    /** Ends a {@link #hold}: the model stays when {@code plan} says that it is deployed. */
    public void release(ModelRef ref, ServingPlan plan) {
        Place place = places.get(ref);
        if (place != null) {
            synchronized (place) {
                place.holders--;
            }
        }
        follow(plan);
    }

    private static ModelRejectedException rejected(@Nullable Throwable cause) {
        Throwable reason =
                cause instanceof CompletionException && cause.getCause() != null
                        ? cause.getCause()
                        : cause;
        return reason instanceof ModelRejectedException rejection
                ? rejection
                : new ModelRejectedException(
                        "model-load",
                        LOG.noFiles(reason == null ? "" : String.valueOf(reason.getMessage())),
                        reason);
    }

    private Place place(ModelRef ref, String digest) {
        return places.compute(
                ref,
                (key, before) -> {
                    if (before != null && before.digest.equals(digest)) {
                        return before;
                    }
                    if (before != null) {
                        close(key, before);
                    }
                    Place place = new Place(digest);
                    selfCheck.whenCompleteAsync(
                            (sound, broken) -> load(key, place, broken), executor);
                    return place;
                });
    }

    private void load(ModelRef ref, Place place, @Nullable Throwable broken) {
        long start = System.nanoTime();
        try {
            if (broken != null) {
                throw new ModelRejectedException("model-load", LOG.obstacleEngine(), broken);
            }
            LoadedModel model = engine.load(artefacts.materialise(place.digest));
            LOG.loaded(ref.toString(), (System.nanoTime() - start) / 1_000_000);
            place.model.complete(model);
            if (closed) {
                closeNow(ref, model); // a second close is none
            }
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError failure) {
            LOG.loadFailed(ref.toString(), failure);
            place.failedAt = System.nanoTime();
            place.model.completeExceptionally(failure);
        }
    }

    private void letGo(ModelRef ref, Place place) {
        synchronized (place) {
            if (place.holders > 0) {
                return;
            }
        }
        if (places.remove(ref, place)) {
            close(ref, place);
        }
    }

    /** In the background, after those who are asking have their answer. */
    private void close(ModelRef ref, Place place) {
        place.model.thenAcceptAsync(model -> closeNow(ref, model), executor);
    }

    private static void closeNow(ModelRef ref, LoadedModel model) {
        try {
            model.close();
            LOG.unloaded(ref.toString());
        } catch (RuntimeException failure) {
            LOG.closeFailed(ref.toString(), failure);
        }
    }

    /** Unloads all, waiting for running calls; for the end of the application. */
    public void close() {
        closed = true;
        places.forEach(
                (ref, place) -> {
                    if (places.remove(ref, place) && isLoaded(place)) {
                        closeNow(ref, place.model.join());
                    }
                });
    }

    private static boolean isLoaded(Place place) {
        return place.model.isDone() && !place.model.isCompletedExceptionally();
    }
}
