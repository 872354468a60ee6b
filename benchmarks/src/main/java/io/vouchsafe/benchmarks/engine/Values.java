package io.vouchsafe.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * One request's inputs as Java has them, in as many rows as wanted: what both ways to run a model
 * begin with.
 */
final class Values {
    private final List<Input> inputs;

    private Values(List<Input> inputs) {
        this.inputs = inputs;
    }

    /** One input's numbers or texts, row-major. */
    private record Input(String name, String type, long[] shape, float[] numbers, byte[][] texts) {
        long[] longs() {
            long[] longs = new long[numbers.length];
            for (int i = 0; i < longs.length; i++) {
                longs[i] = (long) numbers[i];
            }
            return longs;
        }
    }

    /**
     * Reads an Open Inference body of one row and repeats the row.
     *
     * @throws IllegalArgumentException when it holds types this benchmark does not know
     */
    static Values read(Path body, int rows) throws IOException {
        List<Input> inputs = new ArrayList<>();
        for (JsonNode input : new ObjectMapper().readTree(body.toFile()).path("inputs")) {
            long[] shape = new long[input.path("shape").size()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = input.path("shape").get(i).asLong();
            }
            if (shape.length == 0 || shape[0] != 1) {
                throw new IllegalArgumentException(body + " is not a body of one row");
            }
            shape[0] = rows;
            List<JsonNode> data = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                input.path("data").forEach(data::add);
            }
            inputs.add(input(input, shape, data));
        }
        return new Values(inputs);
    }

    private static Input input(JsonNode input, long[] shape, List<JsonNode> data) {
        String type = input.path("datatype").asText();
        float[] numbers = new float[type.equals("BYTES") ? 0 : data.size()];
        byte[][] texts = new byte[type.equals("BYTES") ? data.size() : 0][];
        for (int i = 0; i < data.size(); i++) {
            switch (type) {
                case "BYTES" -> texts[i] = data.get(i).asText().getBytes(StandardCharsets.UTF_8);
                case "FP32", "INT64" -> numbers[i] = (float) data.get(i).asDouble();
                default -> throw new IllegalArgumentException("Datatype " + type);
            }
        }
        return new Input(input.path("name").asText(), type, shape, numbers, texts);
    }

    /** For the engine, made anew as a decoder would. */
    Payload payload() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Input input : inputs) {
            Shape shape = Shape.of(input.shape());
            Tensor tensor =
                    switch (input.type()) {
                        case "BYTES" -> new Tensor.Bytes(shape, input.texts());
                        case "INT64" -> Tensor.longs(shape, input.longs());
                        default -> Tensor.floats(shape, input.numbers());
                    };
            tensors.put(input.name(), tensor);
        }
        return new Payload(tensors);
    }

    /** For TensorFlow Java, made anew; the caller closes them. */
    Map<String, org.tensorflow.Tensor> tensors() {
        Map<String, org.tensorflow.Tensor> tensors = new LinkedHashMap<>();
        for (Input input : inputs) {
            var shape = org.tensorflow.ndarray.Shape.of(input.shape());
            org.tensorflow.Tensor tensor =
                    switch (input.type()) {
                        case "BYTES" ->
                                TString.tensorOfBytes(
                                        NdArrays.wrap(
                                                shape,
                                                DataBuffers.of(input.texts(), false, false)));
                        case "INT64" ->
                                TInt64.tensorOf(shape, DataBuffers.of(input.longs(), false, false));
                        default ->
                                TFloat32.tensorOf(
                                        shape, DataBuffers.of(input.numbers(), false, false));
                    };
            tensors.put(input.name(), tensor);
        }
        return tensors;
    }
}
