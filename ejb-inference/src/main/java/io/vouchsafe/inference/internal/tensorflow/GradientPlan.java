package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;
import static org.tensorflow.internal.c_api.global.tensorflow.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Input;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_OperationDescription;
import org.tensorflow.internal.c_api.TF_Output;

/**
 * Operations beside a graph that give the gradient of one output with respect to a signature's
 * inputs. The output's own gradient is fed as {@link #UPSTREAM}: a one in the place of each row's
 * explained class.
 *
 * @param output that is explained
 * @param forward inputs to the output
 * @param backward inputs and upstream to the gradients, named as the inputs; an input that the
 *     output does not depend on has none
 */
record GradientPlan(String output, RunPlan forward, RunPlan backward) implements AutoCloseable {
    static final String UPSTREAM = "vouchsafe/upstream";

    private static final AtomicLong NUMBER = new AtomicLong();

    /** Adds them; empty when TensorFlow knows no gradient for an operation on the way. */
    static Optional<GradientPlan> add(NativeSession session, BoundSignature bound, String output) {
        TensorName explained = Objects.requireNonNull(bound.outputs().get(output));
        Map<String, TensorName> inputs = new LinkedHashMap<>(bound.inputs());
        RunPlan forward = session.plan(inputs, Map.of(output, explained));
        if (forward == null) {
            return Optional.empty();
        }
        RunPlan backward = session.withGraph(graph -> backward(graph, inputs, explained));
        if (backward == null) {
            forward.close();
            return Optional.empty();
        }
        return Optional.of(new GradientPlan(output, forward, backward));
    }

    private static @Nullable RunPlan backward(
            TF_Graph graph, Map<String, TensorName> inputs, TensorName explained) {
        Set<String> operations = new HashSet<>();
        inputs.values().forEach(name -> operations.add(name.operation()));
        Set<String> reached = upstreamOf(graph, explained.operation(), operations);
        List<String> names = new ArrayList<>();
        List<TensorName> tensors = new ArrayList<>();
        inputs.forEach(
                (name, tensor) -> {
                    if (reached.contains(tensor.operation())) {
                        names.add(name);
                        tensors.add(tensor);
                    }
                });
        if (names.isEmpty()) {
            return null;
        }
        try (Status status = new Status();
                TF_Output y = NativeSession.resolve(graph, List.of(explained));
                TF_Output x = NativeSession.resolve(graph, tensors);
                TF_Output upstream = new TF_Output(1)) {
            if (y == null || x == null) {
                return null;
            }
            long number = NUMBER.incrementAndGet();
            String prefix = "vouchsafe/gradients_" + number; // no other node may begin so
            TF_Operation placeholder =
                    placeholder(
                            graph,
                            "vouchsafe/upstream_" + number,
                            TF_OperationOutputType(y),
                            status);
            if (placeholder == null) {
                return null;
            }
            upstream.oper(placeholder).index(0);
            TF_Output gradients = new TF_Output(names.size());
            TF_AddGradientsWithPrefix(
                    graph, prefix, y, 1, x, names.size(), upstream, status.handle(), gradients);
            if (!status.ok()) {
                LOG.noGradients(explained.toString(), status.messageUnmasked());
                return null;
            }
            return known(gradients, names.size())
                    ? plan(graph, inputs, placeholder, names, gradients)
                    : null;
        }
    }

    private static boolean known(TF_Output gradients, int count) {
        for (int i = 0; i < count; i++) {
            TF_Operation operation = gradients.getPointer(i).oper();
            if (operation == null || operation.isNull()) {
                return false;
            }
        }
        return true;
    }

    private static RunPlan plan(
            TF_Graph graph,
            Map<String, TensorName> inputs,
            TF_Operation placeholder,
            List<String> names,
            TF_Output gradients) {
        List<String> fed = new ArrayList<>(inputs.keySet());
        TF_Output feeds = new TF_Output(fed.size() + 1L);
        for (int i = 0; i < fed.size(); i++) {
            TensorName name = Objects.requireNonNull(inputs.get(fed.get(i)));
            feeds.position(i)
                    .oper(TF_GraphOperationByName(graph, name.operation()))
                    .index(name.index());
        }
        feeds.position(fed.size()).oper(placeholder).index(0);
        feeds.position(0);
        fed.add(UPSTREAM);
        return new RunPlan(List.copyOf(fed), feeds, List.copyOf(names), gradients);
    }

    private static @Nullable TF_Operation placeholder(
            TF_Graph graph, String name, int type, Status status) {
        TF_OperationDescription description = TF_NewOperation(graph, "Placeholder", name);
        TF_SetAttrType(description, "dtype", type);
        TF_Operation placeholder = TF_FinishOperation(description, status.handle());
        return status.ok() ? placeholder : null;
    }

    /** Names of the operations that {@code from} depends on, not looking beyond {@code ends}. */
    private static Set<String> upstreamOf(TF_Graph graph, String from, Set<String> ends) {
        Set<String> reached = new HashSet<>();
        Deque<TF_Operation> next = new ArrayDeque<>();
        next.add(TF_GraphOperationByName(graph, from));
        reached.add(from);
        try (TF_Input input = new TF_Input(1)) {
            while (!next.isEmpty()) {
                TF_Operation operation = next.poll();
                if (ends.contains(TF_OperationName(operation).getString())) {
                    continue;
                }
                int count = TF_OperationNumInputs(operation);
                for (int i = 0; i < count; i++) {
                    TF_Operation source = TF_OperationInput(input.oper(operation).index(i)).oper();
                    if (reached.add(TF_OperationName(source).getString())) {
                        next.add(source);
                    }
                }
            }
        }
        return reached;
    }

    @Override
    public void close() {
        forward.close();
        backward.close();
    }
}
