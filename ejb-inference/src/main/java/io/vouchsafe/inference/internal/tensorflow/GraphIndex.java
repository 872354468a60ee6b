package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.spi.ModelRejectedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GradientDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** A graph's nodes and functions by name. */
final class GraphIndex {
    /** Functions with the same value may be exchanged for each other by the optimiser. */
    private static final List<String> EXCHANGEABLE = List.of("api_implements", "_implements");

    private static final String HANDLE = "VarHandleOp";

    private final Map<String, NodeDef> nodes = new HashMap<>();
    private final Map<String, FunctionDef> functions = new HashMap<>();
    private final Map<String, String> gradients = new HashMap<>();
    private final Map<String, List<String>> implementations = new HashMap<>();

    GraphIndex(GraphDef graph) {
        for (NodeDef node : graph.getNodeList()) {
            if (nodes.put(node.getName(), node) != null) {
                throw broken(LOG.twoNodes(node.getName()));
            }
        }
        for (FunctionDef function : graph.getLibrary().getFunctionList()) {
            String name = function.getSignature().getName();
            if (functions.put(name, function) != null) {
                throw broken(LOG.twoFunctions(name));
            }
            for (String attribute : EXCHANGEABLE) {
                if (function.containsAttr(attribute)) {
                    implementations
                            .computeIfAbsent(
                                    function.getAttrOrThrow(attribute).getS().toStringUtf8(),
                                    interfaceName -> new ArrayList<>())
                            .add(name);
                }
            }
        }
        for (GradientDef gradient : graph.getLibrary().getGradientList()) {
            gradients.put(gradient.getFunctionName(), gradient.getGradientFunc());
        }
    }

    @Nullable NodeDef node(String name) {
        return nodes.get(name);
    }

    NodeDef nodeOrThrow(String name) {
        NodeDef node = nodes.get(name);
        if (node == null) {
            throw broken(LOG.noNode(name));
        }
        return node;
    }

    @Nullable FunctionDef function(String name) {
        return functions.get(name);
    }

    /**
     * Every node that takes the variable of this handle; empty when it may have users that cannot
     * be seen, such as a handle of the same name inside a function.
     */
    List<NodeDef> usersOfVariable(String handle) {
        NodeDef variable = nodes.get(TensorName.parse(handle).operation());
        if (variable == null || !variable.getOp().equals(HANDLE)) {
            return List.of();
        }
        String shared = sharedName(variable);
        boolean hidden =
                functions.values().stream()
                        .flatMap(function -> function.getNodeDefList().stream())
                        .anyMatch(node -> node.getOp().equals(HANDLE));
        return hidden
                ? List.of()
                : nodes.values().stream().filter(node -> takes(node, shared)).toList();
    }

    private boolean takes(NodeDef user, String shared) {
        return user.getInputList().stream()
                .map(input -> nodes.get(TensorName.parse(input).operation()))
                .anyMatch(
                        source ->
                                source != null
                                        && source.getOp().equals(HANDLE)
                                        && sharedName(source).equals(shared));
    }

    private static String sharedName(NodeDef variable) {
        String shared =
                variable.getAttrOrDefault("shared_name", AttrValue.getDefaultInstance())
                        .getS()
                        .toStringUtf8();
        return shared.isEmpty() ? variable.getName() : shared;
    }

    /** Every function that running this node may run, directly. */
    Set<FunctionDef> calledBy(NodeDef node) {
        Set<FunctionDef> called = new LinkedHashSet<>();
        add(node.getOp(), called);
        for (AttrValue attribute : node.getAttrMap().values()) {
            if (attribute.hasFunc()) {
                add(attribute.getFunc().getName(), called);
            }
            attribute.getList().getFuncList().forEach(func -> add(func.getName(), called));
        }
        return called;
    }

    private void add(String name, Collection<FunctionDef> called) {
        FunctionDef function = functions.get(name);
        if (function == null || !called.add(function)) {
            return;
        }
        String gradient = gradients.get(name);
        if (gradient != null) {
            add(gradient, called);
        }
        for (String attribute : EXCHANGEABLE) {
            if (function.containsAttr(attribute)) {
                String interfaceName = function.getAttrOrThrow(attribute).getS().toStringUtf8();
                implementations
                        .getOrDefault(interfaceName, List.of())
                        .forEach(other -> add(other, called));
            }
        }
    }

    static ModelRejectedException broken(String what) {
        return new ModelRejectedException("model-unreadable", LOG.brokenGraph(what), null);
    }
}
