package io.vouchsafe.inference.internal.shadow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.governance.Comparison;
import io.vouchsafe.governance.DeployedVersion;
import io.vouchsafe.governance.Releases;
import io.vouchsafe.inference.internal.deployment.ModelPool;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.privacy.MaskedInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Computes copies of requests on shadows and counts how they differ. One copy at a time, so that a
 * shadow takes at most one core from those who are answered; what cannot wait is dropped and
 * counted.
 */
@ApplicationScoped
public class Shadows {
    static final int MOST_COPIES = 64;
    static final long MOST_BYTES = 64L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ModelPool pool;
    private final Releases releases;
    private final Queue<Copy> copies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean working = new AtomicBoolean();
    private final Map<Copy.Pair, Tally> tallies = new ConcurrentHashMap<>();
    private volatile Executor executor =
            task -> {
                throw new RejectedExecutionException("not started");
            };

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected Shadows() {
        this(null, null);
    }

    @Inject
    public Shadows(ModelPool pool, Releases releases) {
        this.pool = pool;
        this.releases = releases;
    }

    /** Copies are computed by this from now on; until then they are dropped. */
    public void start(Executor background) {
        this.executor = background;
    }

    /**
     * Takes a copy of what the champion computed, when the route names a shadow; returns at once.
     *
     * @param answered all or some of the signature's outputs; those are compared
     */
    public void copy(
            DeployedVersion champion,
            @Nullable DeployedVersion shadow,
            Signature signature,
            MaskedInput input,
            Payload answered) {
        if (shadow == null) {
            return;
        }
        Copy copy = new Copy(champion.ref(), shadow, signature.name(), input, answered);
        if (!admit(copy)) {
            tally(copy).dropped(Instant.now());
            return;
        }
        copies.add(copy);
        work();
    }

    private boolean admit(Copy copy) {
        long size = copy.bytes();
        boolean few = waiting.incrementAndGet() <= MOST_COPIES;
        boolean small = bytes.addAndGet(size) <= MOST_BYTES;
        if (few && small) {
            return true;
        }
        waiting.decrementAndGet();
        bytes.addAndGet(-size);
        return false;
    }

    private void work() {
        if (!copies.isEmpty() && working.compareAndSet(false, true)) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException busy) {
                dropAll();
                working.set(false);
            }
        }
    }

    private void drain() {
        try {
            for (Copy copy = copies.poll(); copy != null; copy = copies.poll()) {
                left(copy);
                compute(copy);
            }
        } finally {
            working.set(false);
        }
        work(); // what came between the last look and now
    }

    private void dropAll() {
        for (Copy copy = copies.poll(); copy != null; copy = copies.poll()) {
            left(copy);
            tally(copy).dropped(Instant.now());
        }
    }

    private void left(Copy copy) {
        waiting.decrementAndGet();
        bytes.addAndGet(-copy.bytes());
    }

    private void compute(Copy copy) {
        Optional<LoadedModel> model = pool.ready(copy.shadow());
        if (model.isEmpty()) {
            tally(copy).dropped(Instant.now());
            return;
        }
        try {
            Signature signature = model.get().signatures().get(copy.signature());
            Optional<Difference> difference =
                    signature == null ? Optional.empty() : difference(copy, model.get(), signature);
            difference.ifPresentOrElse(
                    found -> tally(copy).compared(found, Instant.now()),
                    () -> tally(copy).failed(Instant.now()));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError failure) {
            LOG.shadowFailed(copy.shadow().ref().toString(), failure);
            tally(copy).failed(Instant.now());
        }
    }

    private static Optional<Difference> difference(
            Copy copy, LoadedModel model, Signature signature) {
        Payload computed =
                model.predict(
                        signature,
                        copy.input(),
                        copy.answered().tensors().keySet(),
                        Deadline.in(PATIENCE));
        return Difference.between(copy.answered(), computed);
    }

    private Tally tally(Copy copy) {
        return tallies.computeIfAbsent(copy.pair(), Tally::new);
    }

    /** Adds what was counted to the model's rollout; what cannot be written is kept. */
    public void writeCounted() {
        for (Tally tally : tallies.values()) {
            Comparison counted = tally.take().orElse(null);
            if (counted == null) {
                continue;
            }
            try {
                releases.compared(counted);
            } catch (RuntimeException notNow) {
                LOG.comparisonsKept(notNow);
                tally.add(counted);
            }
        }
    }
}
