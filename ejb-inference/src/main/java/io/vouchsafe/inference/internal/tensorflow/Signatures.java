package io.vouchsafe.inference.internal.tensorflow;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The signatures of a graph.
 *
 * @param serving those that clients may call, by name
 * @param internal those of the suite itself, such as {@link #ENCODE}
 */
record Signatures(Map<String, BoundSignature> serving, Map<String, BoundSignature> internal) {
    /** From a signature's inputs to one float tensor per feature; see docs/explanations.md. */
    static final String ENCODE = "vouchsafe_encode";

    /** From the encoded tensors to the output that is explained. */
    static final String EXPLAIN = "vouchsafe_explain";

    /** Before the name of the input whose encoded form a tensor is. */
    static final String ENCODED = "encoded/";

    private static final String OURS = "vouchsafe_";

    /** TensorFlow's own, such as {@code __saved_model_init_op}. */
    private static final String THEIRS = "__";

    /**
     * Reads them; one that no protocol can carry is left out.
     *
     * @throws ModelRejectedException when none is left, with what is wrong with each
     */
    static Signatures read(MetaGraphDef graph) {
        Map<String, BoundSignature> serving = new TreeMap<>();
        Map<String, BoundSignature> internal = new TreeMap<>();
        List<String> reasons = new ArrayList<>();
        for (var entry : new TreeMap<>(graph.getSignatureDefMap()).entrySet()) {
            String name = entry.getKey();
            if (name.startsWith(THEIRS)) {
                continue;
            }
            Map<String, BoundSignature> place = name.startsWith(OURS) ? internal : serving;
            bind(name, entry.getValue(), reasons)
                    .ifPresent(signature -> place.put(name, signature));
        }
        if (serving.isEmpty()) {
            throw new ModelRejectedException(
                    "model-signature",
                    reasons.isEmpty()
                            ? LOG.noSignature()
                            : LOG.noUsableSignature(String.join("; ", reasons)),
                    null);
        }
        return new Signatures(serving, internal);
    }

    private static Optional<BoundSignature> bind(
            String name, SignatureDef definition, List<String> reasons) {
        Map<String, TensorName> inputs = new HashMap<>();
        Map<String, TensorName> outputs = new HashMap<>();
        List<TensorSpec> inputSpecs = specs(name, definition.getInputsMap(), inputs, reasons);
        List<TensorSpec> outputSpecs = specs(name, definition.getOutputsMap(), outputs, reasons);
        if (inputSpecs.size() != definition.getInputsCount()
                || outputSpecs.size() != definition.getOutputsCount()
                || outputSpecs.isEmpty()) {
            return Optional.empty();
        }
        Signature signature =
                new Signature(name, definition.getMethodName(), inputSpecs, outputSpecs);
        return Optional.of(new BoundSignature(signature, inputs, outputs));
    }

    private static List<TensorSpec> specs(
            String signature,
            Map<String, TensorInfo> infos,
            Map<String, TensorName> names,
            List<String> reasons) {
        List<TensorSpec> specs = new ArrayList<>();
        for (var entry : new TreeMap<>(infos).entrySet()) {
            TensorInfo info = entry.getValue();
            Optional<DataType> type = Types.fromTensorFlow(info.getDtype());
            if (info.getEncodingCase() != TensorInfo.EncodingCase.NAME) {
                reasons.add(LOG.unsupportedEncoding(signature, entry.getKey()));
            } else if (type.isEmpty()) {
                reasons.add(
                        LOG.unsupportedType(
                                signature, entry.getKey(), String.valueOf(info.getDtype())));
            } else {
                names.put(entry.getKey(), TensorName.parse(info.getName()));
                specs.add(new TensorSpec(entry.getKey(), type.get(), shape(info)));
            }
        }
        return specs;
    }

    private static @Nullable Shape shape(TensorInfo info) {
        TensorShapeProto shape = info.getTensorShape();
        if (!info.hasTensorShape() || shape.getUnknownRank()) {
            return null;
        }
        long[] sizes =
                shape.getDimList().stream().mapToLong(dim -> Math.max(-1, dim.getSize())).toArray();
        try {
            return Shape.of(sizes);
        } catch (IllegalArgumentException tooManyDimensions) {
            return null;
        }
    }
}
