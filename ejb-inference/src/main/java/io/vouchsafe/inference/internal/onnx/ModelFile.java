package io.vouchsafe.inference.internal.onnx;

import io.vouchsafe.kernel.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a {@code model.onnx}, without its numbers.
 *
 * @param inputs of the graph; one with an initializer need not be given
 * @param initializers names of the graph's constants
 * @param operators each operator that stands anywhere, with the first node that uses it
 * @param functions operators that the model defines itself
 * @param externals values that stand in other files
 * @param zipped labels of what a ZipMap makes, by the output's name
 * @param metadata keys of the model's properties
 */
record ModelFile(
        List<Value> inputs,
        List<Value> outputs,
        Set<String> initializers,
        Map<Operator, String> operators,
        Set<Operator> functions,
        List<External> externals,
        Map<String, List<String>> zipped,
        Set<String> metadata) {
    static final String NAME = "model.onnx";

    /** An operator, standard ones in the empty domain. */
    record Operator(String domain, String name) {
        Operator {
            domain = domain.equals("ai.onnx") ? "" : domain;
        }

        @Override
        public String toString() {
            return domain.isEmpty() ? name : domain + "." + name;
        }
    }

    /** Kinds of values that ONNX knows. */
    enum Kind {
        TENSOR,
        /** Of strings or numbers to single numbers, one map per row. */
        MAPS,
        OTHER
    }

    /**
     * An input or output of the graph.
     *
     * @param element number of the tensor's element type, 0 when it is not said
     * @param shape null when the rank is not said
     */
    record Value(String name, Kind kind, int element, @Nullable Shape shape) {}

    /**
     * Values of one tensor that stand in another file.
     *
     * @param length negative: to the file's end
     */
    record External(String tensor, String location, long offset, long length) {}
}
