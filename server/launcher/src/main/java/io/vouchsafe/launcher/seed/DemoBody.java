package io.vouchsafe.launcher.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** An Open Inference request of one row for a model's metadata, with believable values. */
final class DemoBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode VALUES = values();

    private DemoBody() {}

    static ObjectNode fitting(JsonNode metadata) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode inputs = body.putArray("inputs");
        for (JsonNode declared : metadata.path("inputs")) {
            inputs.add(input(declared));
        }
        return body;
    }

    private static ObjectNode input(JsonNode declared) {
        ObjectNode input = JSON.createObjectNode();
        String name = declared.path("name").asText();
        String datatype = declared.path("datatype").asText();
        input.put("name", name);
        ArrayNode shape = input.putArray("shape");
        long elements = 1;
        for (JsonNode dimension : declared.path("shape")) {
            long size = Math.max(1, dimension.asLong()); // -1 is "any": one row
            shape.add(size);
            elements *= size;
        }
        input.put("datatype", datatype);
        ArrayNode data = input.putArray("data");
        for (long i = 0; i < elements; i++) {
            data.add(value(name, datatype));
        }
        return input;
    }

    private static JsonNode value(String name, String datatype) {
        JsonNode known = VALUES.path("named").path(name);
        return known.isMissingNode() ? VALUES.path("typed").path(datatype) : known;
    }

    private static JsonNode values() {
        try (InputStream file = DemoBody.class.getResourceAsStream("demo-values.json")) {
            return JSON.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
