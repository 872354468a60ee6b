package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.vouchsafe.inference.ResponseEncoder;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.ReleasedOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was released as an {@code inference_response}. An explanation stands, as it is, under
 * {@code parameters.explanation}.
 */
final class AnswerEncoder implements ResponseEncoder {
    private static final int ENVELOPE = 256;
    private static final int BYTES_PER_NUMBER = 12;
    private static final int LARGEST_GUESS = 1 << 20;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                    .build();

    private final @Nullable String id;

    /**
     * @param id of the request, to be echoed; null when it had none
     */
    AnswerEncoder(@Nullable String id) {
        this.id = id;
    }

    @Override
    public byte[] encode(ReleasedOutput output, ModelRef model) {
        return encode(output.payload().tensors(), output.explanation(), model);
    }

    byte[] encode(Map<String, Tensor> outputs, byte @Nullable [] explanation, ModelRef model) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(guess(outputs, explanation));
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("model_name", model.name().value());
            json.writeStringField("model_version", Long.toString(model.version()));
            if (id != null) {
                json.writeStringField("id", id);
            }
            if (explanation != null) {
                json.writeObjectFieldStart("parameters");
                json.writeFieldName("explanation");
                json.writeRawValue(new String(explanation, StandardCharsets.UTF_8));
                json.writeEndObject();
            }
            json.writeArrayFieldStart("outputs");
            for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
                new TensorWriter(json).write(output.getKey(), output.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) { // into memory
            throw new UncheckedIOException(impossible);
        }
        return body.toByteArray();
    }

    private static int guess(Map<String, Tensor> outputs, byte @Nullable [] explanation) {
        long guess = ENVELOPE + (explanation == null ? 0 : explanation.length);
        for (Tensor tensor : outputs.values()) {
            guess += ENVELOPE + tensor.shape().elements() * BYTES_PER_NUMBER;
        }
        return (int) Math.min(guess, LARGEST_GUESS);
    }
}
