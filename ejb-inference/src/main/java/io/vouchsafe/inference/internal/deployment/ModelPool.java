package io.vouchsafe.inference.internal.deployment;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.Artefacts;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.ServingPlan;
import io.vouchsafe.inference.LoadState;
import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.internal.processing.ProcessedModel;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.ModelRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The models in this node's memory, within a budget. Champions and what stands beside them are
 * loaded in the background, other deployed versions when they are called; those about to be
 * deployed are held until it is decided. To make room, models are unloaded by {@link Ranks}, the
 * least recently used first. A model that does not load is tried again when it is asked for, at
 * most every ten seconds.
 */
@ApplicationScoped
public class ModelPool {
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Callers that may wait for models to load: each takes one of the server's threads. */
    private static final int MOST_WAITING = 64;

    private final ModelEngine engine;
    private final Artefacts artefacts;
    private final MemoryBudget memory;
    private final Map<ModelRef, Place> places = new ConcurrentHashMap<>();
    private final Map<String, String> kinds = new ConcurrentHashMap<>();
    private final Map<ModelRef, String> failures = new ConcurrentHashMap<>();
    private final EngineCheck check;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile Executor executor = Runnable::run;
    private volatile Ranks ranks = Ranks.NONE;
    private volatile boolean closed;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected ModelPool() {
        this(null, null, 0);
    }

    @Inject
    public ModelPool(ModelEngine engine, Artefacts artefacts, InferenceSettings settings) {
        this(engine, artefacts, settings.modelMemory());
    }

    /**
     * A pool.
     *
     * @param memory bytes that models may take together
     */
    public ModelPool(ModelEngine engine, Artefacts artefacts, long memory) {
        this.engine = engine;
        this.artefacts = artefacts;
        this.memory = new MemoryBudget(memory);
        this.check = new EngineCheck(engine);
    }

    /** Checks the engine, then loads what is deployed; returns at once. */
    public void start(Executor background) {
        this.executor = background;
        background.execute(check::run);
    }

    /** True once the engine has shown that its numbers are right. */
    public boolean engineIsSound() {
        return check.hasPassed();
    }

    /** Loads who answers now and unloads what may not any more, in the background. */
    public void follow(ServingPlan plan) {
        Ranks now = Ranks.of(plan);
        ranks = now;
        for (ModelRef version : now.eager()) {
            DeployedVersion deployed = plan.deployed().get(version);
            if (deployed != null) {
                place(version, deployed.digest(), false);
            }
        }
        places.forEach(
                (ref, place) -> {
                    DeployedVersion deployed = plan.deployed().get(ref);
                    if (deployed == null || !deployed.digest().equals(place.digest)) {
                        letGo(place);
                    }
                });
    }

    /** The model when it is in memory; else it soon will be, or the log says why not. */
    public Optional<LoadedModel> ready(DeployedVersion version) {
        Place place = demanded(version.ref(), version.digest());
        if (place.isLoaded()) {
            place.usedAt = System.nanoTime();
            return Optional.of(place.model.join());
        }
        if (place.hasFailed() && System.nanoTime() - place.failedAt > RETRY.toNanos()) {
            places.remove(place.ref, place);
            demanded(version.ref(), version.digest());
        }
        return Optional.empty();
    }

    /**
     * The model, loaded now when it is not in memory. Empty when the load failed, when it takes
     * longer than the deadline, or when too many callers wait for models already.
     */
    public Optional<LoadedModel> await(DeployedVersion version, Deadline deadline) {
        Optional<LoadedModel> ready = ready(version);
        if (ready.isPresent() || !waiting.tryAcquire()) {
            return ready;
        }
        try {
            Place place = demanded(version.ref(), version.digest());
            long patience = Math.min(deadline.remainingNanos(), PATIENCE.toNanos());
            // this very model: it may be on its way out, which its caller is told when it runs
            return Optional.of(place.model.get(patience, TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException notNow) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiting.release();
        }
    }

    /** The model when it is in memory; loads nothing, and does not count as a use. */
    public Optional<LoadedModel> loaded(ModelRef ref) {
        Place place = places.get(ref);
        return place != null && place.isLoaded()
                ? Optional.of(place.model.join())
                : Optional.empty();
    }

    /** True when it is in memory; loads nothing. */
    public boolean isReady(ModelRef ref) {
        return loaded(ref).isPresent();
    }

    /** Name of the engine for this version's files; empty when they cannot be fetched now. */
    public String engineOf(DeployedVersion version) {
        String known = kinds.get(version.digest());
        if (known != null) {
            return known;
        }
        try {
            String kind = engine.of(artefacts.materialise(version.digest())).name();
            kinds.put(version.digest(), kind);
            return kind;
        } catch (IOException | RuntimeException unknown) {
            return "";
        }
    }

    /** Where it stands in this node's memory; loads nothing. */
    public LoadState state(ModelRef ref) {
        Place place = places.get(ref);
        if (place != null && place.isLoaded()) {
            return new LoadState(LoadState.Stage.LOADED, null, place.bytes);
        }
        if (place != null && !place.hasFailed()) {
            return new LoadState(LoadState.Stage.LOADING, null, 0);
        }
        String reason = failures.get(ref);
        return reason == null
                ? new LoadState(LoadState.Stage.UNLOADED, null, 0)
                : new LoadState(LoadState.Stage.FAILED, reason, 0);
    }

    /** Bytes of all models in memory, by the size of their files. */
    public long memoryTaken() {
        return memory.taken();
    }

    /**
     * Loads a version that is not deployed yet and keeps it until the {@link Hold} is released, so
     * that it can answer the moment it is.
     *
     * @throws ModelRejectedException with the reason when it cannot be loaded; then nothing is held
     */
    public Hold hold(ModelRef ref, String digest) {
        Place failedBefore = places.get(ref);
        if (failedBefore != null && failedBefore.hasFailed()) {
            places.remove(ref, failedBefore);
        }
        Place place = held(ref, digest);
        boolean loaded = false;
        try {
            place.model.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            loaded = true;
            return new Hold(this, place);
        } catch (ExecutionException failed) {
            throw Failures.rejected(failed.getCause());
        } catch (TimeoutException tooSlow) {
            throw Failures.rejected(tooSlow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failures.rejected(interrupted);
        } finally {
            if (!loaded) {
                place.release();
                letGo(place);
            }
        }
    }

    private Place held(ModelRef ref, String digest) {
        while (true) {
            Place place = place(ref, digest, true);
            if (place.hold()) {
                return place;
            }
            places.remove(ref, place); // it retired since; whoever retired it unloads it
        }
    }

    private Place demanded(ModelRef ref, String digest) {
        while (true) {
            Place place = place(ref, digest, true);
            if (place.demand()) {
                return place;
            }
            places.remove(ref, place);
        }
    }

    private Place place(ModelRef ref, String digest, boolean demanded) {
        Place known = places.get(ref); // without the lock of the map, as in each request
        return known != null && known.digest.equals(digest)
                ? known
                : newPlace(new Place(ref, digest, demanded));
    }

    /** Loads it, unless somebody else was faster. */
    private Place newPlace(Place fresh) {
        Place now =
                places.compute(
                        fresh.ref,
                        (ref, before) -> {
                            if (before != null && before.digest.equals(fresh.digest)) {
                                return before;
                            }
                            if (before != null && before.retire()) {
                                close(before);
                            }
                            return fresh;
                        });
        if (now == fresh) {
            check.then(broken -> load(fresh, broken), executor);
        }
        return now;
    }

    private void load(Place place, @Nullable Throwable broken) {
        long start = System.nanoTime();
        try {
            if (broken != null) {
                throw new ModelRejectedException("model-load", LOG.obstacleEngine(), broken);
            }
            Path files = artefacts.materialise(place.digest);
            place.bytes = MemoryBudget.sizeOf(files);
            if (!makeRoom(place)) {
                stepBack(place);
                return;
            }
            LoadedModel model = loadOrGiveBack(place, files);
            LOG.loaded(place.ref.toString(), (System.nanoTime() - start) / 1_000_000);
            failures.remove(place.ref);
            place.model.complete(model);
            if (closed) {
                place.close(model); // a second close is none
            }
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError failure) {
            LOG.loadFailed(place.ref.toString(), failure);
            fail(place, failure);
        }
    }

    private LoadedModel loadOrGiveBack(Place place, Path files) {
        boolean loaded = false;
        try {
            LoadedModel model = ProcessedModel.of(files, engine.load(files));
            loaded = true;
            return model;
        } finally {
            if (!loaded) {
                memory.giveBack(place.bytes);
            }
        }
    }

    private void fail(Place place, Throwable failure) {
        failures.put(place.ref, String.valueOf(Failures.rejected(failure).getMessage()));
        place.failedAt = System.nanoTime();
        place.model.completeExceptionally(failure);
    }

    /** Unloads others until there is room; false when those that are left must stay. */
    private boolean makeRoom(Place place) {
        while (!memory.take(place.bytes)) {
            Optional<Place> leaver =
                    place.bytes > memory.limit() ? Optional.empty() : leastWanted(place);
            if (leaver.isEmpty()) {
                if (place.bytes > memory.limit() || !memory.awaitLeaver()) {
                    return false;
                }
            } else if (leaver.get().retire()) {
                LOG.makingRoom(leaver.get().ref.toString(), place.ref.toString());
                places.remove(leaver.get().ref, leaver.get());
                memory.leave();
                closeNow(leaver.get(), leaver.get().model.join());
            }
        }
        return true;
    }

    /** What nobody asked for displaces only what ranks below it. */
    private Optional<Place> leastWanted(Place place) {
        Ranks now = ranks;
        int rank = now.of(place.ref);
        return places.values().stream()
                .filter(other -> other != place && other.isLoaded() && !other.isHeld())
                .filter(other -> place.isDemanded() || now.of(other.ref) < rank)
                .min(
                        Comparator.<Place>comparingInt(other -> now.of(other.ref))
                                .thenComparingLong(other -> other.usedAt));
    }

    /** Without room, what nobody asked for is loaded when somebody does. */
    private void stepBack(Place place) {
        ModelRejectedException noRoom = Failures.noRoom(place.bytes, memory);
        if (place.bytes <= memory.limit() && place.retireUndemanded()) {
            LOG.loadedLater(place.ref.toString());
            places.remove(place.ref, place);
            place.model.completeExceptionally(noRoom);
        } else {
            LOG.loadFailed(place.ref.toString(), noRoom);
            fail(place, noRoom);
        }
    }

    /** Ends a hold; what took the place while it was held stays. */
    void release(Place place, ServingPlan plan) {
        place.release();
        if (places.get(place.ref) != place) {
            letGo(place);
        }
        follow(plan);
    }

    private void letGo(Place place) {
        if (place.retire()) {
            places.remove(place.ref, place);
            close(place);
        }
    }

    /** In the background, after those who are asking have their answer. */
    private void close(Place place) {
        boolean announced = place.isLoaded();
        if (announced) {
            memory.leave();
        }
        place.model.thenAcceptAsync(
                model -> {
                    if (!announced) {
                        memory.leave();
                    }
                    closeNow(place, model);
                },
                executor);
    }

    private void closeNow(Place place, LoadedModel model) {
        try {
            place.close(model);
        } finally {
            memory.left(place.bytes);
        }
    }

    /** Unloads all, waiting for running calls; for the end of the application. */
    public void close() {
        closed = true;
        places.forEach(
                (ref, place) -> {
                    if (places.remove(ref, place) && place.isLoaded()) {
                        place.close(place.model.join());
                    }
                });
    }
}
