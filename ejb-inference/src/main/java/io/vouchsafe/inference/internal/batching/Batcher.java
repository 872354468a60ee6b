package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.inference.internal.InferenceSettings;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Between the gateway and the models: a queue for each signature of each model in memory, gone with
 * the model.
 */
@ApplicationScoped
public class Batcher {
    private final BatchSettings settings;
    private final Bulkhead bulkhead;
    private final int calls;
    private final Map<LoadedModel, Map<String, BatchQueue>> queues = new WeakHashMap<>();

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected Batcher() {
        this(null, null, 1);
    }

    @Inject
    Batcher(BatchSettings settings, Bulkhead bulkhead, InferenceSettings inference) {
        this(settings, bulkhead, inference.concurrentCalls());
    }

    /**
     * Without a container.
     *
     * @param calls at once of a signature whose requests run alone
     */
    public Batcher(BatchSettings settings, Bulkhead bulkhead, int calls) {
        this.settings = settings;
        this.bulkhead = bulkhead;
        this.calls = calls;
    }

    /**
     * Answers as the model itself would, sooner or later.
     *
     * @throws OverloadedException when too many wait already
     * @throws io.vouchsafe.inference.spi.DeadlineExceededException when it is too late
     * @throws io.vouchsafe.inference.spi.ModelClosedException when the model was unloaded meanwhile
     */
    public Payload predict(Prediction prediction) {
        return queue(prediction.model(), prediction.signature()).predict(prediction);
    }

    /** True when the operator lets requests to this model share runs. */
    public boolean mayJoin(String model) {
        return !settings.except().contains(model);
    }

    private BatchQueue queue(LoadedModel model, Signature signature) {
        Map<String, BatchQueue> ofModel;
        synchronized (queues) {
            ofModel = queues.computeIfAbsent(model, any -> new ConcurrentHashMap<>());
        }
        BatchQueue known = ofModel.get(signature.name());
        return known != null
                ? known
                : ofModel.computeIfAbsent(signature.name(), any -> made(model, signature));
    }

    private BatchQueue made(LoadedModel model, Signature signature) {
        boolean joins =
                settings.rows() > 1 && Form.fits(signature) && model.keepsRowsApart(signature);
        return new BatchQueue(settings, bulkhead, joins, joins ? settings.runs() : calls);
    }
}
