package io.vouchsafe.inference.internal.onnx;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.internal.onnx.ModelFile.Kind;
import io.vouchsafe.inference.internal.onnx.ModelFile.Value;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one way to call an ONNX model.
 *
 * @param labels by output: the keys of its maps, whose numbers become the columns of a tensor
 */
record Interface(Signature signature, Map<String, List<String>> labels) {
    /**
     * Reads it.
     *
     * @throws ModelRejectedException when an input or output is nothing that a protocol can carry
     */
    static Interface of(ModelFile model) {
        List<TensorSpec> inputs = new ArrayList<>();
        for (Value input : model.inputs()) {
            if (!model.initializers().contains(input.name())) {
                inputs.add(tensor(input));
            }
        }
        List<TensorSpec> outputs = new ArrayList<>();
        Set<String> zipped = new HashSet<>();
        for (Value output : model.outputs()) {
            List<String> labels = model.zipped().getOrDefault(output.name(), List.of());
            if (output.kind() == Kind.MAPS && areColumns(labels)) {
                zipped.add(output.name());
                outputs.add(
                        new TensorSpec(output.name(), DataType.FP32, Shape.of(-1, labels.size())));
            } else {
                outputs.add(tensor(output));
            }
        }
        checkNames(inputs);
        checkNames(outputs);
        if (outputs.isEmpty()) {
            throw new ModelRejectedException("model-signature", LOG.noSignature(), null);
        }
        Map<String, List<String>> labels = new HashMap<>(model.zipped());
        labels.keySet().retainAll(zipped);
        return new Interface(
                new Signature(Signature.DEFAULT, "", inputs, outputs), Map.copyOf(labels));
    }

    /** Labels that the binding would garble cannot be told apart. */
    private static boolean areColumns(List<String> labels) {
        return !labels.isEmpty()
                && Set.copyOf(labels).size() == labels.size()
                && labels.stream()
                        .allMatch(
                                label ->
                                        Texts.crossing(label.getBytes(StandardCharsets.UTF_8))
                                                != null);
    }

    private static void checkNames(List<TensorSpec> specs) {
        Set<String> names = new HashSet<>();
        for (TensorSpec spec : specs) {
            if (spec.name().isBlank() || !names.add(spec.name())) {
                throw new ModelRejectedException(
                        "model-signature", LOG.onnxNames(spec.name()), null);
            }
        }
    }

    private static TensorSpec tensor(Value value) {
        if (value.kind() != Kind.TENSOR) {
            throw new ModelRejectedException(
                    "model-signature", LOG.onnxNoTensor(value.name()), null);
        }
        DataType type =
                Types.fromOnnx(value.element())
                        .orElseThrow(
                                () ->
                                        new ModelRejectedException(
                                                "model-signature",
                                                LOG.onnxType(value.name(), value.element()),
                                                null));
        return new TensorSpec(value.name(), type, value.shape());
    }
}
