package io.vouchsafe.inference.internal.upstream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.inference.internal.upstream.UpstreamFile.Task;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.Generation;
import io.vouchsafe.inference.spi.GenerationSettings;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelUnavailableException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.inference.spi.TextGenerator;
import io.vouchsafe.inference.spi.TextSink;
import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.outbound.EventStream;
import io.vouchsafe.outbound.OutboundException;
import io.vouchsafe.outbound.ServerSentEvent;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model on a server that speaks OpenAI's protocol, such as vLLM. */
final class OpenAiModel implements LoadedModel, TextGenerator {
    private static final String END = "[DONE]";

    private final UpstreamFile file;
    private final UpstreamCalls calls;
    private final Signature signature;
    private final Running running = new Running();

    OpenAiModel(UpstreamFile file, UpstreamCalls calls) {
        this.file = file;
        this.calls = calls;
        this.signature = Interfaces.of(file.task());
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
                () ->
                        switch (file.task()) {
                            case CHAT -> texts(chat(input.payload()), deadline);
                            case COMPLETION ->
                                    completions(texts(input.payload(), "prompt"), deadline);
                            case EMBEDDING -> embeddings(texts(input.payload(), "text"), deadline);
                        });
    }

    private Payload texts(ObjectNode request, Deadline deadline) {
        JsonNode choice = post("/chat/completions", request, deadline).path("choices").path(0);
        return new Payload(
                Map.of(
                        "text",
                        Tensor.strings(Shape.of(1), said(choice.path("message").path("content")))));
    }

    /** One text for each prompt. */
    private Payload completions(Tensor.Bytes prompts, Deadline deadline) {
        String[] texts = new String[prompts.elements().length];
        for (int i = 0; i < texts.length; i++) {
            JsonNode answer = post("/completions", completion(prompts.elements()[i]), deadline);
            texts[i] = said(answer.path("choices").path(0).path("text"));
        }
        return new Payload(Map.of("text", Tensor.strings(Shape.of(texts.length), texts)));
    }

    private static String said(JsonNode text) {
        if (!text.isTextual()) {
            throw TensorJson.wrong();
        }
        return text.textValue();
    }

    private Payload embeddings(Tensor.Bytes texts, Deadline deadline) {
        ObjectNode request = request();
        ArrayNode inputs = request.putArray("input");
        for (byte[] element : texts.elements()) {
            inputs.add(TensorJson.text(element));
        }
        JsonNode data = post("/embeddings", request, deadline).path("data");
        int rows = texts.elements().length;
        int width = data.path(0).path("embedding").size();
        if (data.size() != rows || (width == 0 && rows > 0)) {
            throw TensorJson.wrong();
        }
        ByteBuffer values =
                ByteBuffer.allocate(
                                Math.multiplyExact(Float.BYTES, Math.multiplyExact(rows, width)))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            JsonNode embedding = data.path(row).path("embedding");
            if (data.path(row).path("index").asInt(row) != row || embedding.size() != width) {
                throw TensorJson.wrong();
            }
            for (JsonNode value : embedding) {
                if (!value.isNumber()) {
                    throw TensorJson.wrong();
                }
                values.putFloat(value.floatValue());
            }
        }
        return new Payload(
                Map.of(
                        "embedding",
                        new Tensor.Numeric(DataType.FP32, Shape.of(rows, width), values.flip())));
    }

    @Override
    public Generation generate(
            MaskedInput input, GenerationSettings settings, TextSink sink, Deadline deadline) {
        return running.call(
                () -> {
                    boolean chat = file.task() == Task.CHAT;
                    ObjectNode request =
                            switch (file.task()) {
                                case CHAT -> chat(input.payload());
                                case COMPLETION -> completion(onlyPrompt(input.payload()));
                                case EMBEDDING ->
                                        throw new IllegalArgumentException("No text is generated");
                            };
                    apply(settings, request);
                    request.put("stream", true);
                    request.putObject("stream_options").put("include_usage", true);
                    try (EventStream events =
                            calls.open(
                                    chat ? "/chat/completions" : "/completions",
                                    bytes(request),
                                    deadline)) {
                        return read(events, chat, sink, deadline);
                    } catch (OutboundException broken) {
                        throw brokenOff(broken);
                    }
                });
    }

    /** Unreachable in the middle is no more "not begun". */
    private static RuntimeException brokenOff(OutboundException broken) {
        return broken.reason() == OutboundException.Reason.UNREACHABLE
                ? new PredictionFailedException(false, "The upstream broke off", null)
                : UpstreamCalls.translated(broken);
    }

    private static Generation read(
            EventStream events, boolean chat, TextSink sink, Deadline deadline) {
        String finish = null;
        JsonNode usage = null;
        for (Optional<ServerSentEvent> next = events.next();
                next.isPresent();
                next = events.next()) {
            deadline.check();
            String data = next.get().data();
            if (data.equals(END)) {
                return generation(finish == null ? "stop" : finish, usage);
            }
            JsonNode chunk = parse(data);
            if (chunk.has("error")) {
                throw new PredictionFailedException(false, "The upstream broke off", null);
            }
            usage = chunk.hasNonNull("usage") ? chunk.get("usage") : usage;
            JsonNode choice = chunk.path("choices").path(0);
            finish =
                    choice.path("finish_reason").isTextual()
                            ? choice.path("finish_reason").textValue()
                            : finish;
            String piece =
                    (chat ? choice.path("delta").path("content") : choice.path("text")).asText("");
            if (!piece.isEmpty() && !sink.accept(piece)) {
                return generation(Generation.CANCELLED, usage);
            }
        }
        throw new PredictionFailedException(false, "The upstream ended without its end", null);
    }

    private static Generation generation(String finish, @Nullable JsonNode usage) {
        return new Generation(
                finish, count(usage, "prompt_tokens"), count(usage, "completion_tokens"));
    }

    private static @Nullable Long count(@Nullable JsonNode usage, String member) {
        return usage != null && usage.path(member).canConvertToLong()
                ? usage.path(member).longValue()
                : null;
    }

    private static void apply(GenerationSettings settings, ObjectNode request) {
        if (settings.maxTokens() != null) {
            request.put("max_tokens", settings.maxTokens());
        }
        if (settings.temperature() != null) {
            request.put("temperature", settings.temperature());
        }
        if (settings.topP() != null) {
            request.put("top_p", settings.topP());
        }
        if (settings.seed() != null) {
            request.put("seed", settings.seed());
        }
        if (!settings.stop().isEmpty()) {
            ArrayNode stop = request.putArray("stop");
            settings.stop().forEach(stop::add);
        }
    }

    private ObjectNode request() {
        return OpenInferenceModel.JSON.createObjectNode().put("model", file.model());
    }

    private ObjectNode chat(Payload payload) {
        byte[][] roles = texts(payload, "role").elements();
        byte[][] contents = texts(payload, "content").elements();
        if (roles.length == 0 || roles.length != contents.length) {
            throw new PredictionFailedException(true, "Not one role for each content", null);
        }
        ObjectNode request = request();
        ArrayNode messages = request.putArray("messages");
        for (int i = 0; i < roles.length; i++) {
            messages.addObject()
                    .put("role", TensorJson.text(roles[i]))
                    .put("content", TensorJson.text(contents[i]));
        }
        return request;
    }

    private ObjectNode completion(byte[] prompt) {
        return request().put("prompt", TensorJson.text(prompt));
    }

    private static byte[] onlyPrompt(Payload payload) {
        byte[][] prompts = texts(payload, "prompt").elements();
        if (prompts.length != 1) {
            throw new PredictionFailedException(true, "Not one prompt", null);
        }
        return prompts[0];
    }

    private static Tensor.Bytes texts(Payload payload, String input) {
        return (Tensor.Bytes) Objects.requireNonNull(payload.tensors().get(input));
    }

    private JsonNode post(String path, ObjectNode request, Deadline deadline) {
        deadline.check();
        JsonNode answer =
                parse(
                        new String(
                                calls.post(path, bytes(request), deadline).body(),
                                java.nio.charset.StandardCharsets.UTF_8));
        deadline.check();
        return answer;
    }

    private static JsonNode parse(String text) {
        try {
            return OpenInferenceModel.JSON.readTree(text);
        } catch (JacksonException noJson) {
            throw TensorJson.wrong();
        }
    }

    private static byte[] bytes(ObjectNode request) {
        try {
            return OpenInferenceModel.JSON.writeValueAsBytes(request);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Asks whether it is there. A server that has no such list is taken at its word.
     *
     * @throws ModelUnavailableException when it is not
     */
    void checkReachable() {
        try {
            calls.get("/models", Deadline.in(file.request()));
        } catch (PredictionFailedException another) {
            if (!String.valueOf(another.getMessage()).matches(".*status 40[45]")) {
                throw another;
            }
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
