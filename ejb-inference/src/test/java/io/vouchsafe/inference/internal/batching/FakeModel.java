package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * Sums each row of numbers and echoes each text. A NaN is an input that fails the whole run. A test
 * may hold it in its run.
 */
final class FakeModel implements LoadedModel {
    static final Signature SIGNATURE =
            new Signature(
                    Signature.DEFAULT,
                    "",
                    List.of(
                            new TensorSpec("x", DataType.FP32, Shape.of(-1, -1)),
                            new TensorSpec("name", DataType.BYTES, Shape.of(-1))),
                    List.of(
                            new TensorSpec("sum", DataType.FP32, Shape.of(-1)),
                            new TensorSpec("echo", DataType.BYTES, Shape.of(-1))));

    private final List<Integer> runs = new CopyOnWriteArrayList<>();
    private final Semaphore entered = new Semaphore(0);
    private final Semaphore gate = new Semaphore(0);
    private volatile boolean held;
    private volatile boolean closed;
    private volatile boolean apart = true;
    private volatile boolean mixes;

    /** From now on a run waits in the model for {@link #letGo}. */
    void hold() {
        held = true;
    }

    void letGo() {
        held = false;
        gate.release(1000);
    }

    /** Lets one run go. */
    void letGoOnce() {
        gate.release();
    }

    /** Waits until a run is in the model. */
    void awaitRun() throws InterruptedException {
        entered.acquire();
    }

    /** The engine says that rows do not keep apart. */
    void together() {
        apart = false;
    }

    /** Gives one row whatever it is asked, though the engine says otherwise. */
    void mix() {
        mixes = true;
    }

    /** Rows of each run, in order. */
    List<Integer> runs() {
        return runs;
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(Signature.DEFAULT, SIGNATURE);
    }

    @Override
    public boolean keepsRowsApart(Signature signature) {
        return apart;
    }

    @Override
    public Payload predict(Signature signature, MaskedInput input, Set<String> outputs) {
        Tensor.Numeric x = (Tensor.Numeric) input.payload().tensors().get("x");
        int rows = (int) x.shape().size(0);
        runs.add(rows);
        entered.release();
        if (held) {
            gate.acquireUninterruptibly();
        }
        if (closed) {
            throw new ModelClosedException();
        }
        Map<String, Tensor> all = new LinkedHashMap<>();
        float[] sums = sums(x, rows);
        all.put(
                "sum",
                mixes ? Tensor.floats(Shape.of(1), sums[0]) : Tensor.floats(Shape.of(rows), sums));
        all.put("echo", input.payload().tensors().get("name"));
        if (!outputs.isEmpty()) {
            all.keySet().retainAll(outputs);
        }
        return new Payload(all);
    }

    private static float[] sums(Tensor.Numeric x, int rows) {
        int width = (int) x.shape().size(1);
        var values = x.buffer().asFloatBuffer();
        float[] sums = new float[rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                float value = values.get();
                if (Float.isNaN(value)) {
                    throw new PredictionFailedException(true, "a value", null);
                }
                sums[row] += value;
            }
        }
        return sums;
    }

    @Override
    public void close() {
        closed = true;
    }
}
