package io.vouchsafe.inference.internal.engines;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.internal.onnx.OnnxEngine;
import io.vouchsafe.inference.internal.tensorflow.TensorFlowEngine;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All engines as one: a model's file says which of them it is for. */
@ApplicationScoped
public class Engines implements ModelEngine {
    private final Map<String, ModelEngine> byFile;
    private final Set<String> unsound = ConcurrentHashMap.newKeySet();

    /** For the client proxy. */
    protected Engines() {
        this(Map.of());
    }

    @Inject
    public Engines(TensorFlowEngine tensorflow, OnnxEngine onnx) {
        this(inOrder(tensorflow, onnx));
    }

    Engines(Map<String, ModelEngine> byFile) {
        this.byFile = byFile;
    }

    private static Map<String, ModelEngine> inOrder(ModelEngine tensorflow, ModelEngine onnx) {
        Map<String, ModelEngine> engines = new LinkedHashMap<>();
        engines.put("saved_model.pb", tensorflow);
        engines.put("model.onnx", onnx);
        return engines;
    }

    @Override
    public String name() {
        return String.join(", ", byFile.values().stream().map(ModelEngine::name).toList());
    }

    @Override
    public ModelEngine of(Path folder) {
        return byFile.entrySet().stream()
                .filter(engine -> Files.isRegularFile(folder.resolve(engine.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(
                        () ->
                                new ModelRejectedException(
                                        "model-missing", LOG.modelMissing(), null));
    }

    @Override
    public List<Signature> inspect(Path folder) {
        return of(folder).inspect(folder);
    }

    @Override
    public LoadedModel load(Path folder) {
        ModelEngine engine = of(folder);
        if (unsound.contains(engine.name())) {
            throw new ModelRejectedException("model-load", LOG.engineUnsound(engine.name()), null);
        }
        return engine.load(folder);
    }

    /**
     * Checks each engine. One that is broken loads nothing from then on.
     *
     * @throws IllegalStateException when all of them are
     */
    @Override
    public void selfCheck() {
        for (ModelEngine engine : byFile.values()) {
            try {
                engine.selfCheck();
                unsound.remove(engine.name());
            } catch (RuntimeException | LinkageError broken) {
                unsound.add(engine.name());
                LOG.selfCheckFailed(engine.name(), broken);
            }
        }
        if (unsound.size() == byFile.size()) {
            throw new IllegalStateException(LOG.obstacleEngine());
        }
    }
}
