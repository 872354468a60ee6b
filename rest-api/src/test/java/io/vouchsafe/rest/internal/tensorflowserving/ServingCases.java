package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** TensorFlow Serving's published cases, where they are at hand. */
final class ServingCases {
    /** Reads the bare words for floats, too. */
    static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final Path DATA =
            Path.of(System.getProperty("vouchsafe.root", ".."), "../shared/data");

    private ServingCases() {}

    /** One case; without the data there is one that says so. */
    record Case(JsonNode json) {
        String kind() {
            return json.path("kind").asText();
        }

        boolean ok() {
            return expect().path("status").asText().equals("OK");
        }

        JsonNode expect() {
            return json.path("expect");
        }

        byte[] body() {
            if (json.has("body")) {
                return json.get("body").asText().getBytes(StandardCharsets.UTF_8);
            }
            JsonNode recipe = json.get("body_recipe");
            StringBuilder body = new StringBuilder(recipe.get("prefix").asText());
            for (JsonNode part : recipe.get("repeat")) {
                body.append(part.get(0).asText().repeat(part.get(1).asInt()));
            }
            return body.append(recipe.get("suffix").asText())
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return json.path("id").asText("no data beside the checkout");
        }
    }

    static Optional<Path> find(String path) {
        Path file = DATA.resolve(path);
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    static Path require(String path) {
        Optional<Path> file = find(path);
        Assumptions.assumeTrue(file.isPresent(), () -> "../shared/data/" + path + " is not there");
        return file.orElseThrow();
    }

    static Stream<Case> all(String... kinds) {
        Optional<Path> file = find("conformance/tfserving-rest-json/cases.json");
        if (file.isEmpty()) {
            return Stream.of(new Case(JSON.createObjectNode()));
        }
        List<Case> cases = new ArrayList<>();
        for (JsonNode each : read(file.get()).get("cases")) {
            if (List.of(kinds).contains(each.get("kind").asText())) {
                cases.add(new Case(each));
            }
        }
        return cases.stream();
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static DataType type(String dtype) {
        return switch (dtype) {
            case "DT_FLOAT" -> DataType.FP32;
            case "DT_DOUBLE" -> DataType.FP64;
            case "DT_STRING" -> DataType.BYTES;
            case "DT_HALF" -> DataType.FP16;
            case "DT_BFLOAT16" -> DataType.BF16;
            default -> DataType.valueOf(dtype.substring("DT_".length()));
        };
    }

    static Map<String, Tensor> tensors(JsonNode named) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        named.fields()
                .forEachRemaining(each -> tensors.put(each.getKey(), tensor(each.getValue())));
        return tensors;
    }

    /** A tensor without a shape is a scalar: ours always have one. */
    static Tensor tensor(JsonNode json) {
        long[] sizes = JSON.convertValue(json.get("shape"), long[].class);
        Shape shape = sizes == null ? Shape.SCALAR : Shape.of(sizes);
        JsonNode values = json.get("values");
        DataType type = type(json.get("dtype").asText());
        if (type == DataType.BYTES) {
            return Tensor.strings(shape, JSON.convertValue(values, String[].class));
        }
        ByteBuffer data =
                ByteBuffer.allocateDirect(values.size() * type.size())
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode value : values) {
            switch (type) {
                case INT32 -> data.putInt(value.asInt());
                case FP32 ->
                        data.putFloat(
                                value.isTextual()
                                        ? Float.parseFloat(value.asText())
                                        : value.floatValue());
                case FP64 ->
                        data.putDouble(
                                value.isTextual()
                                        ? Double.parseDouble(value.asText())
                                        : value.doubleValue());
                default -> throw new IllegalArgumentException(type + " is in no case");
            }
        }
        return new Tensor.Numeric(type, shape, data.flip());
    }
}
