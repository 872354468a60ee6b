package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.vouchsafe.inference.ResponseEncoder;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.ReleasedOutput;
import io.vouchsafe.rest.internal.inference.Guess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was released as an {@code inference_response}. An explanation stands, as it is, under
 * {@code parameters.explanation}.
 */
final class AnswerEncoder implements ResponseEncoder {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                    .build();

    private static final int NO_BINARY = -1;

    private final @Nullable String id;
    private final BinaryOutputs binary;
    private volatile int jsonLength = NO_BINARY;

    /**
     * @param id of the request, to be echoed; null when it had none
     */
    AnswerEncoder(@Nullable String id, BinaryOutputs binary) {
        this.id = id;
        this.binary = binary;
    }

    /** Length of the JSON before the binary data of what was encoded; empty when there is none. */
    OptionalInt jsonLength() {
        return jsonLength == NO_BINARY ? OptionalInt.empty() : OptionalInt.of(jsonLength);
    }

    @Override
    public byte[] encode(ReleasedOutput output, ModelRef model) {
        return encode(output.payload().tensors(), output.explanation(), model);
    }

    byte[] encode(Map<String, Tensor> outputs, byte @Nullable [] explanation, ModelRef model) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(Guess.of(outputs));
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
                new TensorWriter(json)
                        .write(output.getKey(), output.getValue(), binary.wants(output.getKey()));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) { // into memory
            throw new UncheckedIOException(impossible);
        }
        int length = body.size();
        for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
            if (binary.wants(output.getKey())) {
                jsonLength = length;
                BinaryData.write(output.getValue(), body);
            }
        }
        return body.toByteArray();
    }
}
