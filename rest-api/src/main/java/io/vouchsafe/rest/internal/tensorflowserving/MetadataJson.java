package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vouchsafe.inference.ServedModel;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code GetModelMetadataResponse} in the protocol buffers' JSON form. */
record MetadataJson(@JsonProperty("model_spec") Spec spec, Metadata metadata) {
    record Spec(String name, @JsonProperty("signature_name") String signature, String version) {}

    record Metadata(@JsonProperty("signature_def") Definitions definitions) {}

    record Definitions(@JsonProperty("signature_def") Map<String, Definition> byName) {}

    record Definition(
            Map<String, Info> inputs,
            Map<String, Info> outputs,
            @JsonProperty("method_name") String method,
            Map<String, String> defaults) {
        static Definition of(Signature signature) {
            return new Definition(
                    infos(signature.inputs()),
                    infos(signature.outputs()),
                    signature.method(),
                    Map.of());
        }

        private static Map<String, Info> infos(List<TensorSpec> specs) {
            Map<String, Info> infos = new TreeMap<>();
            specs.forEach(spec -> infos.put(spec.name(), Info.of(spec)));
            return infos;
        }
    }

    /**
     * A tensor.
     *
     * @param name in the model's graph
     */
    record Info(String dtype, @JsonProperty("tensor_shape") Dimensions shape, String name) {
        static Info of(TensorSpec spec) {
            String node = spec.node();
            return new Info(
                    ServingTypes.dtype(spec.dataType()),
                    Dimensions.of(spec.shape()),
                    node == null ? "" : node);
        }
    }

    record Dimensions(List<Dimension> dim, @JsonProperty("unknown_rank") boolean unknown) {
        static Dimensions of(@org.jspecify.annotations.Nullable Shape shape) {
            List<Dimension> sizes = new ArrayList<>();
            if (shape != null) {
                for (long size : shape.toArray()) {
                    sizes.add(new Dimension(Long.toString(size), ""));
                }
            }
            return new Dimensions(sizes, shape == null);
        }
    }

    record Dimension(String size, String name) {}

    static MetadataJson of(ServedModel model) {
        Map<String, Definition> definitions = new TreeMap<>();
        model.signatures()
                .forEach((name, signature) -> definitions.put(name, Definition.of(signature)));
        return new MetadataJson(
                new Spec(model.ref().name().value(), "", Long.toString(model.ref().version())),
                new Metadata(new Definitions(definitions)));
    }
}
