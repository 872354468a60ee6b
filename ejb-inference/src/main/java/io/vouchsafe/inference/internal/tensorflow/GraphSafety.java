package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.internal.tensorflow.Operations.Effect;
import io.vouchsafe.inference.spi.ModelRejectedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SignatureDef;

/**
 * Finds what a SavedModel could do beyond computing. A SavedModel is a program; this is the check
 * before it runs (docs/model-safety.md).
 *
 * <p>It follows everything that the suite will ever run: the outputs of every signature, the
 * initialisation and the restore operation that TensorFlow's loader runs, through control
 * dependencies, function bodies, gradients and exchangeable implementations. A function's body
 * counts as a whole. Files may be named only by the loader itself: the variables' prefix, and the
 * assets.
 *
 * <p>Limits: it does not bound time or memory of a harmless graph, and it trusts TensorFlow's
 * kernels.
 */
final class GraphSafety {
    /** When a part of the graph runs. */
    private enum Phase {
        SERVE,
        INITIALISE,
        RESTORE
    }

    /** Where a file's name comes from. */
    private enum Source {
        ASSET,
        VARIABLES,
        OTHER
    }

    /** A function's body, called with arguments from these sources. */
    private record Call(FunctionDef function, List<Source> arguments) {}

    /** More calls of functions with different arguments than any honest model has. */
    private static final int MAX_CALLS = 50_000;

    private static final int MAX_STEPS = 1_000;
    private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");
    private static final Set<String> RESTORES = Set.of("Restore", "RestoreSlice", "RestoreV2");
    private static final Set<String> TEXT_TABLES =
            Set.of("InitializeTableFromTextFile", "InitializeTableFromTextFileV2");

    private final MetaGraphDef graph;
    private final GraphIndex index;
    private final Set<TensorName> assets;
    private final @Nullable TensorName variables;
    private final Set<String> operations = new TreeSet<>();

    private GraphSafety(MetaGraphDef graph, Set<TensorName> assets) {
        this.graph = graph;
        this.index = new GraphIndex(graph.getGraphDef());
        this.assets = assets;
        String prefix = graph.getSaverDef().getFilenameTensorName();
        this.variables = prefix.isEmpty() ? null : TensorName.parse(prefix);
    }

    /**
     * Checks a model.
     *
     * @return the operations that will ever run
     * @throws ModelRejectedException {@code model-unsafe-op} that names operation, node and reason
     */
    static Set<String> check(SavedModelFile file) {
        GraphSafety safety = new GraphSafety(file.graph(), Assets.of(file));
        safety.check();
        return Set.copyOf(safety.operations);
    }

    private void check() {
        check(Phase.SERVE, servingRoots());
        check(Phase.INITIALISE, initialisingRoots());
        String restore = graph.getSaverDef().getRestoreOpName();
        check(Phase.RESTORE, restore.isEmpty() ? List.of() : List.of(restore));
    }

    private List<String> servingRoots() {
        List<String> roots = new ArrayList<>();
        for (var entry : graph.getSignatureDefMap().entrySet()) {
            SignatureDef signature = entry.getValue();
            signature.getOutputsMap().values().stream()
                    .filter(output -> !entry.getKey().startsWith("__"))
                    .map(output -> TensorName.parse(output.getName()).operation())
                    .filter(name -> !name.isEmpty())
                    .forEach(roots::add);
        }
        return roots;
    }

    /** Everything that any version of the loader takes for the initialisation. */
    private List<String> initialisingRoots() {
        List<String> roots = new ArrayList<>();
        for (String collection : List.of("saved_model_main_op", "legacy_init_op")) {
            graph.getCollectionDefOrDefault(
                            collection, org.tensorflow.proto.CollectionDef.getDefaultInstance())
                    .getNodeList()
                    .getValueList()
                    .forEach(name -> roots.add(TensorName.parse(name).operation()));
        }
        graph.getSignatureDefOrDefault("__saved_model_init_op", SignatureDef.getDefaultInstance())
                .getOutputsMap()
                .values()
                .forEach(output -> roots.add(TensorName.parse(output.getName()).operation()));
        return roots;
    }

    private void check(Phase phase, List<String> roots) {
        Set<String> seen = new HashSet<>(roots);
        Deque<String> next = new ArrayDeque<>(seen);
        Deque<Call> calls = new ArrayDeque<>();
        while (!next.isEmpty()) {
            NodeDef node = index.nodeOrThrow(next.poll());
            checkNode(phase, node, "", this::topLevelSource);
            callsOf(node, this::topLevelSource, calls);
            for (String input : node.getInputList()) {
                String name = operationOf(input);
                if (seen.add(name)) {
                    next.add(name);
                }
            }
        }
        checkCalls(phase, calls);
    }

    private void checkCalls(Phase phase, Deque<Call> calls) {
        Set<Call> seen = new HashSet<>();
        while (!calls.isEmpty()) {
            Call call = calls.poll();
            if (!seen.add(call)) {
                continue;
            }
            if (seen.size() > MAX_CALLS) {
                throw GraphIndex.broken("more than " + MAX_CALLS + " function calls");
            }
            Body body = new Body(call);
            String where = " in function '" + call.function.getSignature().getName() + "'";
            for (NodeDef node : call.function.getNodeDefList()) {
                checkNode(phase, node, where, body::source);
                callsOf(node, body::source, calls);
            }
        }
    }

    private void callsOf(NodeDef node, Sources sources, Deque<Call> calls) {
        boolean passesArguments =
                CALLS.contains(node.getOp()) || index.function(node.getOp()) != null;
        List<Source> arguments =
                passesArguments
                        ? node.getInputList().stream()
                                .filter(input -> !input.startsWith("^"))
                                .map(sources::of)
                                .toList()
                        : List.of();
        for (FunctionDef function : index.calledBy(node)) {
            calls.add(new Call(function, arguments));
        }
    }

    private void checkNode(Phase phase, NodeDef node, String where, Sources sources) {
        String operation = node.getOp();
        if (index.function(operation) != null) {
            return; // a call: its body is checked
        }
        operations.add(operation);
        if (RESTORES.contains(operation) && phase == Phase.RESTORE) {
            checkFile(node, 0, Source.VARIABLES, where, sources);
            return;
        }
        if (TEXT_TABLES.contains(operation) && phase == Phase.INITIALISE) {
            checkFile(node, 1, Source.ASSET, where, sources);
            return;
        }
        Effect effect = Operations.KNOWN.effectOf(operation);
        boolean allowed =
                effect == Effect.HARMLESS || (effect == Effect.INITIALISES && phase != Phase.SERVE);
        if (!allowed) {
            throw new ModelRejectedException(
                    "model-unsafe-op",
                    LOG.unsafeOperation(operation, node.getName(), where, effect.said),
                    null);
        }
    }

    private void checkFile(
            NodeDef node, int input, Source expected, String where, Sources sources) {
        String name = node.getInputCount() > input ? node.getInput(input) : "";
        if (sources.of(name) != expected) {
            throw new ModelRejectedException(
                    "model-unsafe-op",
                    LOG.fileOutsideAssets(node.getOp(), node.getName(), where, described(name)),
                    null);
        }
    }

    /** What a file's name is made from: the constant itself where it is one. */
    private String described(String input) {
        NodeDef node = index.node(operationOf(input));
        if (node == null) {
            return input;
        }
        AttrValue value = node.getAttrOrDefault("value", AttrValue.getDefaultInstance());
        return value.getTensor().getStringValCount() == 1
                ? value.getTensor().getStringVal(0).toStringUtf8()
                : node.getName();
    }

    private Source topLevelSource(String input) {
        String current = input;
        for (int step = 0; step < MAX_STEPS; step++) {
            TensorName name = TensorName.parse(current);
            if (assets.contains(name)) {
                return Source.ASSET;
            }
            if (name.equals(variables)) {
                return Source.VARIABLES;
            }
            NodeDef node = index.node(name.operation());
            if (node == null || node.getInputCount() == 0) {
                return Source.OTHER;
            }
            if (node.getOp().equals("ReadVariableOp")) {
                return isPathOfAsset(node) ? Source.ASSET : Source.OTHER;
            }
            if (!node.getOp().equals("Identity")) {
                return Source.OTHER;
            }
            current = node.getInput(0);
        }
        return Source.OTHER;
    }

    /**
     * TensorFlow 2 keeps an asset's path in a variable: true when nothing but assets' paths is ever
     * assigned to it.
     */
    private boolean isPathOfAsset(NodeDef read) {
        List<NodeDef> users = index.usersOfVariable(read.getInput(0));
        boolean assigned = false;
        for (NodeDef user : users) {
            switch (user.getOp()) {
                case "ReadVariableOp", "VarIsInitializedOp" -> {}
                case "AssignVariableOp" -> {
                    if (!assets.contains(TensorName.parse(user.getInput(1)))) {
                        return false;
                    }
                    assigned = true;
                }
                default -> {
                    return false;
                }
            }
        }
        return assigned;
    }

    private static String operationOf(String input) {
        return input.startsWith("^") ? input.substring(1) : TensorName.parse(input).operation();
    }

    /** Tells where an input's value comes from. */
    @FunctionalInterface
    private interface Sources {
        Source of(String input);
    }

    /** Names inside a function: {@code argument}, or {@code node:output:index}. */
    private static final class Body {
        private final Map<String, NodeDef> nodes = new HashMap<>();
        private final Map<String, Source> arguments = new HashMap<>();

        Body(Call call) {
            call.function.getNodeDefList().forEach(node -> nodes.put(node.getName(), node));
            List<OpDef.ArgDef> declared = call.function.getSignature().getInputArgList();
            if (declared.size() == call.arguments.size()) {
                for (int i = 0; i < declared.size(); i++) {
                    arguments.put(declared.get(i).getName(), call.arguments.get(i));
                }
            }
        }

        Source source(String input) {
            String current = input;
            for (int step = 0; step < MAX_STEPS; step++) {
                Source argument = arguments.get(current);
                if (argument != null) {
                    return argument;
                }
                int colon = current.indexOf(':');
                NodeDef node = nodes.get(colon < 0 ? current : current.substring(0, colon));
                if (node == null || !node.getOp().equals("Identity") || node.getInputCount() == 0) {
                    return Source.OTHER;
                }
                current = node.getInput(0);
            }
            return Source.OTHER;
        }
    }
}
