package io.vouchsafe.inference.fakes;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads any folder; a model answers {@code sum} of its numbers and echoes its text. */
public final class FakeEngine implements ModelEngine {
    public static final Signature SIGNATURE =
            new Signature(
                    Signature.DEFAULT,
                    "",
                    List.of(
                            new TensorSpec("x", DataType.FP32, Shape.of(-1, 2)),
                            new TensorSpec("name", DataType.BYTES, Shape.of(-1))),
                    List.of(
                            new TensorSpec("sum", DataType.FP32, Shape.of(-1)),
                            new TensorSpec("echo", DataType.BYTES, Shape.of(-1))));

    private final List<String> loads = new CopyOnWriteArrayList<>();
    private final List<FakeModel> models = new CopyOnWriteArrayList<>();
    private final Map<String, RuntimeException> failures = new HashMap<>();
    private @Nullable RuntimeException unsound;
    private Function<Payload, Payload> answer = FakeEngine::sum;

    public void failToLoad(String folder, String message) {
        failures.put(folder, new ModelRejectedException("model-load", message, null));
    }

    public void heal(String folder) {
        failures.remove(folder);
    }

    public void unsound(RuntimeException failure) {
        this.unsound = failure;
    }

    public void answerBy(Function<Payload, Payload> function) {
        this.answer = function;
    }

    /** Names of the folders that were loaded, in order. */
    public List<String> loads() {
        return loads;
    }

    public List<FakeModel> models() {
        return models;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<Signature> inspect(Path folder) {
        return List.of(SIGNATURE);
    }

    @Override
    public LoadedModel load(Path folder) {
        String name = folder.getFileName().toString();
        loads.add(name);
        RuntimeException failure = failures.get(name);
        if (failure != null) {
            throw failure;
        }
        FakeModel model = new FakeModel();
        models.add(model);
        return model;
    }

    @Override
    public void selfCheck() {
        RuntimeException failure = unsound;
        if (failure != null) {
            throw failure;
        }
    }

    private static Payload sum(Payload payload) {
        Tensor.Numeric x = (Tensor.Numeric) payload.tensors().get("x");
        var floats = x.buffer().asFloatBuffer();
        int rows = (int) x.shape().size(0);
        float[] sums = new float[rows];
        for (int row = 0; row < rows; row++) {
            sums[row] = floats.get(row * 2) + floats.get(row * 2 + 1);
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("sum", Tensor.floats(Shape.of(rows), sums));
        outputs.put("echo", payload.tensors().get("name"));
        return new Payload(outputs);
    }

    /** One loaded model. */
    public final class FakeModel implements LoadedModel {
        private final List<Payload> inputs = new ArrayList<>();
        private volatile boolean closed;

        /** What it was asked, as it was asked. */
        public List<Payload> inputs() {
            return inputs;
        }

        public boolean isClosed() {
            return closed;
        }

        @Override
        public Map<String, Signature> signatures() {
            return Map.of(Signature.DEFAULT, SIGNATURE);
        }

        @Override
        public Payload predict(Signature signature, MaskedInput input, Set<String> outputs) {
            if (closed) {
                throw new ModelClosedException();
            }
            synchronized (inputs) {
                inputs.add(input.payload());
            }
            Map<String, Tensor> all = new LinkedHashMap<>(answer.apply(input.payload()).tensors());
            if (!outputs.isEmpty()) {
                all.keySet().retainAll(outputs);
            }
            return new Payload(all);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
