package io.vouchsafe.inference.internal.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.*;

import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.ModelClosedException;
import io.vouchsafe.kernel.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.ConfigProto;

/**
 * A graph and its session: the one owner of their native memory. Uses TensorFlow's C API, because
 * the typed tensors of TensorFlow Java know no INT8, INT16, UINT32 and UINT64, and leave the moment
 * of freeing to the garbage collector.
 */
final class NativeSession implements AutoCloseable {
    private final TF_Graph graph;
    private final TF_Session session;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private NativeSession(TF_Graph graph, TF_Session session) {
        this.graph = graph;
        this.session = session;
    }

    /**
     * Runs TensorFlow's loader, which restores variables and runs the initialisation.
     *
     * @throws TensorFlowException when it fails
     */
    static NativeSession load(Path folder, ConfigProto config) {
        TF_SessionOptions options = TF_NewSessionOptions();
        TF_Graph graph = TF_NewGraph();
        boolean loaded = false;
        byte[] bytes = config.toByteArray();
        try (Status status = new Status();
                BytePointer proto = new BytePointer(bytes);
                BytePointer name = new BytePointer(folder.toString());
                BytePointer tag = new BytePointer(SavedModelFile.SERVE);
                PointerPointer<BytePointer> tags = new PointerPointer<>(1)) {
            tags.put(0, tag);
            TF_SetConfig(options, proto, bytes.length, status.handle());
            status.orThrow();
            TF_Session session =
                    TF_LoadSessionFromSavedModel(
                            options, null, name, tags, 1, graph, null, status.handle());
            if (!status.ok()) {
                throw new TensorFlowException(status.code(), status.messageUnmasked());
            }
            loaded = true;
            return new NativeSession(graph, session);
        } finally {
            TF_DeleteSessionOptions(options);
            if (!loaded) {
                TF_DeleteGraph(graph);
            }
        }
    }

    /** Changes or asks the graph while it cannot be closed. */
    <T> T withGraph(Function<TF_Graph, T> work) {
        lock.readLock().lock();
        try {
            checkOpen();
            return work.apply(graph);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Resolves names; null when the graph lacks one of them. */
    @Nullable RunPlan plan(Map<String, TensorName> inputs, Map<String, TensorName> outputs) {
        return withGraph(
                open -> {
                    TF_Output feeds = resolve(open, new ArrayList<>(inputs.values()));
                    TF_Output fetches = resolve(open, new ArrayList<>(outputs.values()));
                    return feeds == null || fetches == null
                            ? null
                            : new RunPlan(
                                    List.copyOf(inputs.keySet()),
                                    feeds,
                                    List.copyOf(outputs.keySet()),
                                    fetches);
                });
    }

    static @Nullable TF_Output resolve(TF_Graph graph, List<TensorName> names) {
        TF_Output outputs = new TF_Output(Math.max(1, names.size()));
        for (int i = 0; i < names.size(); i++) {
            TF_Operation operation = TF_GraphOperationByName(graph, names.get(i).operation());
            if (operation == null
                    || operation.isNull()
                    || names.get(i).index() >= TF_OperationNumOutputs(operation)) {
                outputs.close();
                return null;
            }
            outputs.position(i).oper(operation).index(names.get(i).index());
        }
        return outputs.position(0);
    }

    /**
     * Runs a plan. TensorFlow cannot be interrupted: a run that passes the deadline ends first, and
     * then counts for nothing.
     *
     * @param inputs one for each of the plan's
     * @throws TensorFlowException when TensorFlow fails
     */
    Map<String, Tensor> run(RunPlan plan, Map<String, Tensor> inputs, Deadline deadline) {
        lock.readLock().lock();
        try {
            checkOpen();
            deadline.check();
            Map<String, Tensor> outputs = runOpen(plan, inputs);
            deadline.check();
            return outputs;
        } finally {
            lock.readLock().unlock();
        }
    }

    private Map<String, Tensor> runOpen(RunPlan plan, Map<String, Tensor> inputs) {
        int feeds = plan.inputs().size();
        int fetches = plan.outputs().size();
        List<TF_Tensor> fed = new ArrayList<>(feeds);
        List<TF_Tensor> fetched = new ArrayList<>(fetches);
        try (Status status = new Status();
                PointerPointer<TF_Tensor> in = new PointerPointer<>(Math.max(1, feeds));
                PointerPointer<TF_Tensor> out = new PointerPointer<>(Math.max(1, fetches))) {
            for (int i = 0; i < feeds; i++) {
                TF_Tensor copy =
                        NativeTensors.copyOf(
                                Objects.requireNonNull(inputs.get(plan.inputs().get(i))));
                fed.add(copy);
                in.put(i, copy);
            }
            TF_SessionRun(
                    session,
                    null,
                    plan.feeds(),
                    in,
                    feeds,
                    plan.fetches(),
                    out,
                    fetches,
                    (PointerPointer<?>) null,
                    0,
                    null,
                    status.handle());
            if (!status.ok()) {
                throw new TensorFlowException(status.code(), status.messageUnmasked());
            }
            for (int i = 0; i < fetches; i++) {
                fetched.add(out.get(TF_Tensor.class, i));
            }
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            for (int i = 0; i < fetches; i++) {
                outputs.put(plan.outputs().get(i), NativeTensors.read(fetched.get(i)));
            }
            return outputs;
        } finally {
            fetched.forEach(tensor -> TF_DeleteTensor(tensor));
            for (int i = 0; i < fed.size(); i++) {
                NativeTensors.delete(
                        fed.get(i), Objects.requireNonNull(inputs.get(plan.inputs().get(i))));
            }
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new ModelClosedException();
        }
    }

    /** Waits for running calls. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try (Status status = new Status()) {
            if (closed) {
                return;
            }
            closed = true;
            TF_CloseSession(session, status.handle());
            TF_DeleteSession(session, status.handle());
            TF_DeleteGraph(graph);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
