package io.vouchsafe.inference.internal.upstream;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.TextGenerator;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What goes in and out of models elsewhere. */
final class Interfaces {
    private static final int MOST_TENSORS = 1000;
    private static final int MOST_DIMENSIONS = 32;
    private static final Shape ANY = Shape.of(-1);

    private Interfaces() {}

    /** Of a task of OpenAI's. */
    static Signature of(UpstreamFile.Task task) {
        return switch (task) {
            case CHAT ->
                    new Signature(
                            Signature.DEFAULT,
                            TextGenerator.METHOD,
                            List.of(text("role"), text("content")),
                            List.of(text("text")));
            case COMPLETION ->
                    new Signature(
                            Signature.DEFAULT,
                            TextGenerator.METHOD,
                            List.of(text("prompt")),
                            List.of(text("text")));
            case EMBEDDING ->
                    new Signature(
                            Signature.DEFAULT,
                            "text-embedding",
                            List.of(text("text")),
                            List.of(new TensorSpec("embedding", DataType.FP32, Shape.of(-1, -1))));
        };
    }

    private static TensorSpec text(String name) {
        return new TensorSpec(name, DataType.BYTES, ANY);
    }

    /**
     * Reads {@code {"inputs": […], "outputs": […]}} as Open Inference metadata has it.
     *
     * @throws ModelRejectedException when it says none, or something that no protocol can carry
     */
    static Signature of(JsonNode metadata) {
        return new Signature(
                Signature.DEFAULT,
                "",
                tensors(metadata.path("inputs"), "inputs"),
                tensors(metadata.path("outputs"), "outputs"));
    }

    private static List<TensorSpec> tensors(JsonNode list, String member) {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_TENSORS) {
            throw rejected(member);
        }
        List<TensorSpec> specs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode tensor : list) {
            String name = tensor.path("name").asText();
            if (name.isBlank() || name.length() > 256 || !names.add(name)) {
                throw rejected(member);
            }
            specs.add(
                    new TensorSpec(
                            name,
                            type(tensor.path("datatype").asText(), member),
                            shape(tensor.path("shape"), member)));
        }
        return specs;
    }

    private static DataType type(String name, String member) {
        try {
            return DataType.valueOf(name);
        } catch (IllegalArgumentException another) {
            throw rejected(member);
        }
    }

    private static Shape shape(JsonNode sizes, String member) {
        if (!sizes.isArray() || sizes.size() > MOST_DIMENSIONS) {
            throw rejected(member);
        }
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            if (!sizes.get(i).canConvertToLong() || sizes.get(i).longValue() < -1) {
                throw rejected(member);
            }
            shape[i] = sizes.get(i).longValue();
        }
        return Shape.of(shape);
    }

    private static ModelRejectedException rejected(String member) {
        return new ModelRejectedException("model-signature", LOG.upstreamSignature(member), null);
    }
}
