package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.vouchsafe.inference.AnswerRejectedException;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes what was released in one of the protocol's forms. Not all of it is JSON: floats that JSON
 * has no numbers for are the bare words that TensorFlow Serving writes. An explanation stands, as
 * it is, in a member {@code explanation} beside the answer.
 */
final class ServingEncoder implements ResponseEncoder {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                    .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                    .build();

    private final Form form;

    ServingEncoder(Form form) {
        this.form = form;
    }

    /** Writes the members of an answer. */
    @FunctionalInterface
    interface Form {
        /**
         * @throws AnswerRejectedException when the outputs have none in this form
         */
        void write(JsonGenerator json, Map<String, Tensor> outputs) throws IOException;
    }

    @Override
    public byte[] encode(ReleasedOutput output, ModelRef model) {
        return encode(output.payload().tensors(), output.explanation());
    }

    byte[] encode(Map<String, Tensor> outputs, byte @Nullable [] explanation) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(Guess.of(outputs));
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            form.write(json, outputs);
            if (explanation != null) {
                json.writeFieldName("explanation");
                json.writeRawValue(new String(explanation, StandardCharsets.UTF_8));
            }
            json.writeEndObject();
        } catch (IOException impossible) { // into memory
            throw new UncheckedIOException(impossible);
        }
        return body.toByteArray();
    }
}
