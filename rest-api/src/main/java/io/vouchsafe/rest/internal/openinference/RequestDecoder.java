package io.vouchsafe.rest.internal.openinference;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes an inference request ({@code inference_request} of the Open Inference Protocol v2) in one
 * pass over its bytes. Strict: what the protocol does not know is refused rather than passed over,
 * so that a slip of the pen does not change the answer silently.
 */
final class RequestDecoder {
    private static final OpenInferenceTexts TEXTS = OpenInferenceTexts.TEXTS;
    private static final int MOST_TENSORS = 1024;
    private static final String PLACE = "the request";

    private final JsonBody body;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Set<String> outputs = new LinkedHashSet<>();
    private @Nullable String id;
    private Parameters parameters = Parameters.NONE;

    private RequestDecoder(byte[] body) {
        this.body = new JsonBody(body);
    }

    /**
     * Decodes.
     *
     * @throws MalformedBodyException that says what is wrong where, without a value of the payload
     */
    static InferenceBody decode(byte[] body) {
        return new RequestDecoder(body).decode();
    }

    private InferenceBody decode() {
        try (JsonParser json = body.start()) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw TEXTS.notAnObject();
            }
            Members members = new Members(json, PLACE);
            for (String name = members.next(); name != null; name = members.next()) {
                member(json, members, name);
            }
            if (json.nextToken() != null) {
                throw TEXTS.trailing(body.offset(json));
            }
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            throw TEXTS.notJson(at == null ? 0 : Math.max(0, at.getByteOffset()));
        } catch (IOException impossible) { // from memory
            throw new UncheckedIOException(impossible);
        }
        if (inputs.isEmpty()) {
            throw TEXTS.noInput();
        }
        return new InferenceBody(id, parameters.signature(), new Payload(inputs), outputs);
    }

    private void member(JsonParser json, Members members, String name) throws IOException {
        switch (name) {
            case "id" -> id = members.text(name);
            case "parameters" -> parameters = members.parameters(name);
            case "inputs" -> inputs(json, members);
            case "outputs" -> outputs(json, members);
            default -> throw members.unknown(name);
        }
    }

    private void inputs(JsonParser json, Members members) throws IOException {
        requireArray(json, members, "inputs");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (inputs.size() == MOST_TENSORS) {
                throw TEXTS.tooMany(MOST_TENSORS, "inputs");
            }
            InputReader.Input input = new InputReader(json, body, inputs.size()).read();
            if (inputs.put(input.name(), input.tensor()) != null) {
                throw TEXTS.twice("Input '" + Members.shown(input.name()) + "'");
            }
        }
    }

    private void outputs(JsonParser json, Members members) throws IOException {
        requireArray(json, members, "outputs");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw members.wrongType("outputs", "an array of objects");
            }
            if (outputs.size() == MOST_TENSORS) {
                throw TEXTS.tooMany(MOST_TENSORS, "outputs");
            }
            String output = output(json);
            if (!outputs.add(output)) {
                throw TEXTS.twice("Output '" + Members.shown(output) + "'");
            }
        }
    }

    private String output(JsonParser json) throws IOException {
        String output = null;
        Members members = new Members(json, "Output " + outputs.size());
        for (String name = members.next(); name != null; name = members.next()) {
            switch (name) {
                case "name" -> output = members.text(name);
                case "parameters" -> members.parameters(name);
                default -> throw members.unknown(name);
            }
        }
        return members.required(output, "name");
    }

    private static void requireArray(JsonParser json, Members members, String member) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw members.wrongType(member, "an array");
        }
    }
}
