package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vouchsafe.inference.AnswerRejectedException;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The forms of an answer. */
final class Forms {
    private static final ServingTexts TEXTS = ServingTexts.TEXTS;

    private Forms() {}

    /** {@code predictions}: one row after another; an only output is not wrapped in an object. */
    static void rows(JsonGenerator json, Map<String, Tensor> outputs) throws IOException {
        long batch = batch(outputs);
        List<Map.Entry<String, TensorJson>> tensors = new ArrayList<>();
        new TreeMap<>(outputs)
                .forEach(
                        (name, tensor) ->
                                tensors.add(Map.entry(name, new TensorJson(json, name, tensor))));
        json.writeArrayFieldStart("predictions");
        for (long row = 0; row < batch; row++) {
            if (tensors.size() > 1) {
                json.writeStartObject();
            }
            for (Map.Entry<String, TensorJson> tensor : tensors) {
                if (tensors.size() > 1) {
                    json.writeFieldName(tensor.getKey());
                }
                tensor.getValue().row();
            }
            if (tensors.size() > 1) {
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static long batch(Map<String, Tensor> outputs) {
        if (outputs.isEmpty()) {
            throw new AnswerRejectedException(TEXTS.noOutputs());
        }
        long batch = -1;
        for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
            Shape shape = output.getValue().shape();
            if (shape.rank() == 0) {
                throw new AnswerRejectedException(TEXTS.noShape(output.getKey()));
            }
            if (batch >= 0 && shape.size(0) != batch) {
                throw new AnswerRejectedException(
                        TEXTS.batchSize(output.getKey(), shape.size(0), batch));
            }
            batch = shape.size(0);
        }
        return batch;
    }

    /** {@code outputs}: one output after another. */
    static void columns(JsonGenerator json, Map<String, Tensor> outputs) throws IOException {
        if (outputs.isEmpty()) {
            throw new AnswerRejectedException(TEXTS.noOutputs());
        }
        json.writeFieldName("outputs");
        if (outputs.size() > 1) {
            json.writeStartObject();
        }
        for (Map.Entry<String, Tensor> output : new TreeMap<>(outputs).entrySet()) {
            if (outputs.size() > 1) {
                json.writeFieldName(output.getKey());
            }
            new TensorJson(json, output.getKey(), output.getValue()).whole();
        }
        if (outputs.size() > 1) {
            json.writeEndObject();
        }
    }

    /** {@code results}: for each example its classes, each a label and a score. */
    static void classes(JsonGenerator json, Map<String, Tensor> outputs) throws IOException {
        Tensor.Bytes labels = matrix(outputs, "classes", DataType.BYTES, Tensor.Bytes.class);
        Tensor.Numeric scores = matrix(outputs, "scores", DataType.FP32, Tensor.Numeric.class);
        Tensor either = labels == null ? scores : labels;
        if (either == null) {
            throw new AnswerRejectedException(TEXTS.missingOutput("classes, scores"));
        }
        Shape shape = either.shape();
        if (shape.size(0) == 0) {
            throw new AnswerRejectedException(TEXTS.noClassifications());
        }
        if (labels != null && scores != null) {
            agree(labels.shape(), scores.shape());
        }
        ByteBuffer values = scores == null ? null : scores.buffer();
        json.writeArrayFieldStart("results");
        int at = 0;
        for (long row = 0; row < shape.size(0); row++) {
            json.writeStartArray();
            for (long column = 0; column < shape.size(1); column++, at++) {
                json.writeStartArray();
                json.writeString(
                        labels == null
                                ? ""
                                : new String(labels.elements()[at], StandardCharsets.UTF_8));
                json.writeNumber(values == null ? 0f : values.getFloat());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void agree(Shape labels, Shape scores) {
        if (labels.size(0) != scores.size(0)) {
            throw new AnswerRejectedException(
                    TEXTS.outputBatch("scores", labels.size(0), scores.size(0)));
        }
        if (labels.size(1) != scores.size(1)) {
            throw new AnswerRejectedException(TEXTS.classCount(labels.size(1), scores.size(1)));
        }
    }

    private static <T extends Tensor> @Nullable T matrix(
            Map<String, Tensor> outputs, String name, DataType type, Class<T> form) {
        Tensor tensor = outputs.get(name);
        if (tensor == null) {
            return null;
        }
        requireType(name, type, tensor);
        if (tensor.shape().rank() != 2) {
            throw new AnswerRejectedException(TEXTS.classesShape(tensor.shape().toString()));
        }
        return form.cast(tensor);
    }

    /** {@code results}: for each example its number. */
    static void regressions(JsonGenerator json, Map<String, Tensor> outputs) throws IOException {
        Tensor tensor = outputs.get("outputs");
        if (tensor == null) {
            throw new AnswerRejectedException(TEXTS.missingOutput("outputs"));
        }
        requireType("outputs", DataType.FP32, tensor);
        Shape shape = tensor.shape();
        if (shape.rank() < 1 || shape.rank() > 2 || (shape.rank() == 2 && shape.size(1) != 1)) {
            throw new AnswerRejectedException(TEXTS.regressionShape(shape.toString()));
        }
        if (shape.size(0) == 0) {
            throw new AnswerRejectedException(TEXTS.noRegressions());
        }
        json.writeArrayFieldStart("results");
        ByteBuffer values = ((Tensor.Numeric) tensor).buffer();
        while (values.hasRemaining()) {
            json.writeNumber(values.getFloat());
        }
        json.writeEndArray();
    }

    private static void requireType(String name, DataType type, Tensor tensor) {
        if (tensor.dataType() != type) {
            throw new AnswerRejectedException(
                    TEXTS.outputType(
                            name, ServingTypes.dtype(type), ServingTypes.dtype(tensor.dataType())));
        }
    }
}
