package io.vouchsafe.governance.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signatures as they stand in their column: {@code [{"name", "method", "inputs": [{"name",
 * "dataType", "shape": [-1, 4] or null}], "outputs": […]}]}.
 */
public final class SignatureJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SignatureJson() {}

    public static String write(List<Signature> signatures) {
        ArrayNode array = JSON.createArrayNode();
        for (Signature signature : signatures) {
            ObjectNode node = array.addObject();
            node.put("name", signature.name()).put("method", signature.method());
            write(node.putArray("inputs"), signature.inputs());
            write(node.putArray("outputs"), signature.outputs());
        }
        return array.toString();
    }

    /** Reads what {@link #write} wrote. */
    public static List<Signature> read(String text) {
        List<Signature> signatures = new ArrayList<>();
        for (JsonNode node : tree(text)) {
            signatures.add(
                    new Signature(
                            node.get("name").textValue(),
                            node.get("method").textValue(),
                            specs(node.get("inputs")),
                            specs(node.get("outputs"))));
        }
        return List.copyOf(signatures);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw GovernanceMessages.TEXTS.unreadableColumn("model_version.signatures", e);
        }
    }

    private static void write(ArrayNode array, List<TensorSpec> specs) {
        for (TensorSpec spec : specs) {
            ObjectNode node = array.addObject();
            node.put("name", spec.name()).put("dataType", spec.dataType().name());
            Shape shape = spec.shape();
            if (shape == null) {
                node.putNull("shape");
                continue;
            }
            ArrayNode sizes = node.putArray("shape");
            for (long size : shape.toArray()) {
                sizes.add(size);
            }
        }
    }

    private static List<TensorSpec> specs(JsonNode array) {
        List<TensorSpec> specs = new ArrayList<>();
        for (JsonNode node : array) {
            specs.add(
                    new TensorSpec(
                            node.get("name").textValue(),
                            DataType.valueOf(node.get("dataType").textValue()),
                            shape(node.get("shape"))));
        }
        return specs;
    }

    private static @Nullable Shape shape(JsonNode sizes) {
        if (sizes.isNull()) {
            return null;
        }
        long[] values = new long[sizes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sizes.get(i).longValue();
        }
        return Shape.of(values);
    }
}
