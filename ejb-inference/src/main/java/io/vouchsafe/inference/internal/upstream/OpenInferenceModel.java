package io.vouchsafe.inference.internal.upstream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.privacy.MaskedInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A model on a server that speaks the Open Inference Protocol, such as KServe or Triton. */
final class OpenInferenceModel implements LoadedModel {
    static final ObjectMapper JSON = new ObjectMapper();

    private final UpstreamFile file;
    private final UpstreamCalls calls;
    private final Signature signature;
    private final Running running = new Running();

    OpenInferenceModel(UpstreamFile file, UpstreamCalls calls, Signature signature) {
        this.file = file;
        this.calls = calls;
        this.signature = signature;
    }

    /** Where the model is below the base address. */
    static String path(UpstreamFile file) {
        return "/v2/models/"
                + file.model()
                + (file.version() == null ? "" : "/versions/" + file.version());
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(signature.name(), signature);
    }

    @Override
    public Payload predict(Signature asked, MaskedInput input, Set<String> outputs) {
        return predict(asked, input, outputs, Deadline.NONE);
    }

    @Override
    public Payload predict(
            Signature asked, MaskedInput input, Set<String> outputs, Deadline deadline) {
        if (!asked.name().equals(signature.name())) {
            throw new IllegalArgumentException("No signature " + asked.name());
        }
        return running.call(
                () -> {
                    deadline.check();
                    byte[] body = body(input.payload(), outputs);
                    byte[] answer = calls.post(path(file) + "/infer", body, deadline).body();
                    deadline.check();
                    return read(answer, outputs);
                });
    }

    private byte[] body(Payload payload, Set<String> outputs) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeArrayFieldStart("inputs");
            for (TensorSpec spec : signature.inputs()) {
                Tensor tensor = Objects.requireNonNull(payload.tensors().get(spec.name()));
                TensorJson.write(json, spec.name(), tensor);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("outputs");
            for (TensorSpec spec : signature.outputs()) {
                if (outputs.isEmpty() || outputs.contains(spec.name())) {
                    json.writeStartObject();
                    json.writeStringField("name", spec.name());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return body.toByteArray();
    }

    private Payload read(byte[] answer, Set<String> outputs) {
        Map<String, JsonNode> given = new HashMap<>();
        try {
            for (JsonNode output : JSON.readTree(answer).path("outputs")) {
                given.put(output.path("name").asText(), output);
            }
        } catch (JacksonException noJson) {
            throw TensorJson.wrong();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : signature.outputs()) {
            if (outputs.isEmpty() || outputs.contains(spec.name())) {
                JsonNode output = given.get(spec.name());
                if (output == null) {
                    throw TensorJson.wrong();
                }
                tensors.put(spec.name(), TensorJson.read(output, spec));
            }
        }
        return new Payload(tensors);
    }

    @Override
    public void close() {
        running.close();
    }
}
