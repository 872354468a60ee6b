package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.List;
import java.util.TreeMap;

/**
 * {@code metadata_model_response}; its tensors are those of the signature that answers when a
 * request names none.
 *
 * @param platform project and format, such as {@code tensorflow_savedmodel}
 */
record ModelMetadata(
        String name,
        List<String> versions,
        String platform,
        List<TensorMetadata> inputs,
        List<TensorMetadata> outputs) {

    /**
     * {@code metadata_tensor}.
     *
     * @param shape -1 for a size that varies; a tensor of unknown rank is told as {@code [-1]}
     */
    record TensorMetadata(String name, String datatype, long[] shape) {
        static TensorMetadata of(TensorSpec spec) {
            Shape shape = spec.shape();
            return new TensorMetadata(
                    spec.name(),
                    spec.dataType().name(),
                    shape == null ? new long[] {-1} : shape.toArray());
        }
    }

    static ModelMetadata of(ServedModel model) {
        Signature signature = signature(model);
        return new ModelMetadata(
                model.ref().name().value(),
                model.versions().stream().map(String::valueOf).toList(),
                platform(model.engine()),
                signature.inputs().stream().map(TensorMetadata::of).toList(),
                signature.outputs().stream().map(TensorMetadata::of).toList());
    }

    private static Signature signature(ServedModel model) {
        Signature fallback = model.signatures().get(Signature.DEFAULT);
        if (fallback != null) {
            return fallback;
        }
        return model.signatures().isEmpty()
                ? new Signature(Signature.DEFAULT, "", List.of(), List.of())
                : new TreeMap<>(model.signatures()).firstEntry().getValue();
    }

    private static String platform(String engine) {
        return switch (engine) {
            case "tensorflow" -> "tensorflow_savedmodel";
            case "onnx", "onnxruntime" -> "onnxruntime_onnx";
            default -> engine;
        };
    }
}
