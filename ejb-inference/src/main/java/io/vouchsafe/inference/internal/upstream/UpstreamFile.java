package io.vouchsafe.inference.internal.upstream;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.inference.internal.credential.Origin;
import io.vouchsafe.inference.spi.ModelRejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code upstream.json}: where a model runs and how it is asked (docs/engines.md).
 *
 * @param url base address: before {@code /v2/…}, or before {@code /chat/completions}
 * @param version of the model there, Open Inference alone; null: the one that answers by itself
 * @param task OpenAI alone
 * @param credential name of one in the suite's own store; null: none is sent
 * @param connect until a connection stands
 * @param request for a whole call
 * @param retries of a call that changed nothing
 * @param signature null: the server is asked for it
 */
record UpstreamFile(
        Protocol protocol,
        URI url,
        String model,
        @Nullable String version,
        Task task,
        @Nullable String credential,
        Duration connect,
        Duration request,
        int retries,
        @Nullable JsonNode signature) {
    static final String NAME = "upstream.json";

    /** The signature as the server told it at the upload: part of what was approved. */
    static final String PINNED = "signature.json";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}$)[\\w.-]{1,128}");
    private static final Pattern MODEL = Pattern.compile("[\\w.:/@+-]{1,256}");
    private static final Set<String> MEMBERS =
            Set.of(
                    "protocol",
                    "url",
                    "model",
                    "version",
                    "task",
                    "credential",
                    "timeouts",
                    "retries",
                    "signature");

    /** How the server is spoken to. */
    enum Protocol {
        OPEN_INFERENCE("open-inference"),
        OPENAI("openai");

        final String said;

        Protocol(String said) {
            this.said = said;
        }
    }

    /** What an OpenAI-compatible server is asked for. */
    enum Task {
        CHAT,
        COMPLETION,
        EMBEDDING
    }

    /** Scheme, host and port. */
    String origin() {
        return Origin.of(url);
    }

    /** An address below the base. */
    URI at(String path) {
        String base = url.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /**
     * Reads {@code folder/upstream.json}.
     *
     * @throws ModelRejectedException when it is missing, or says something else than it may
     */
    static UpstreamFile read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new ModelRejectedException("model-missing", LOG.noUpstream(), null);
        }
        JsonNode json = json(file);
        if (!json.isObject()) {
            throw unreadable("it is no object");
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                throw unreadable("there is no member '%s'".formatted(shown(name)));
            }
        }
        Protocol protocol = protocol(text(json, "protocol"));
        String model = text(json, "model");
        String version = optional(json, "version");
        boolean inPath = protocol == Protocol.OPEN_INFERENCE;
        if (!(inPath ? SEGMENT : MODEL).matcher(model).matches()
                || (version != null && !SEGMENT.matcher(version).matches())) {
            throw unreadable("'model' or 'version' is no name");
        }
        JsonNode timeouts = json.path("timeouts");
        return new UpstreamFile(
                protocol,
                url(text(json, "url")),
                model,
                version,
                task(optional(json, "task")),
                optional(json, "credential"),
                millis(timeouts, "connectMillis", 3_000, 60_000),
                millis(timeouts, "requestMillis", 30_000, 600_000),
                number(json, "retries", 2, 0, 5),
                pinned(folder, json));
    }

    private static @Nullable JsonNode pinned(Path folder, JsonNode json) {
        if (json.hasNonNull("signature")) {
            return json.get("signature");
        }
        Path file = folder.resolve(PINNED);
        return Files.isRegularFile(file) ? json(file) : null;
    }

    private static JsonNode json(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable("it is too large");
            }
            return JSON.readTree(file.toFile());
        } catch (JacksonException malformed) {
            throw unreadable("it is no JSON");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Protocol protocol(String said) {
        for (Protocol protocol : Protocol.values()) {
            if (protocol.said.equals(said)) {
                return protocol;
            }
        }
        throw unreadable("'protocol' is neither 'open-inference' nor 'openai'");
    }

    private static Task task(@Nullable String said) {
        return switch (said == null ? "chat" : said) {
            case "chat" -> Task.CHAT;
            case "completion" -> Task.COMPLETION;
            case "embedding" -> Task.EMBEDDING;
            default -> throw unreadable("'task' is none of 'chat', 'completion' and 'embedding'");
        };
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            Origin.of(url);
            if (url.getRawQuery() == null) {
                return url;
            }
        } catch (IllegalArgumentException noAddress) {
            // said below
        }
        throw unreadable("'url' is no http or https address without query");
    }

    private static String text(JsonNode json, String member) {
        String text = optional(json, member);
        if (text == null || text.isBlank()) {
            throw unreadable("'%s' is missing".formatted(member));
        }
        return text;
    }

    private static @Nullable String optional(JsonNode json, String member) {
        JsonNode value = json.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw unreadable("'%s' is no text".formatted(member));
        }
        return value.textValue();
    }

    private static Duration millis(JsonNode json, String member, int preset, int most) {
        return Duration.ofMillis(number(json, member, preset, 1, most));
    }

    private static int number(JsonNode json, String member, int preset, int least, int most) {
        JsonNode value = json.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return preset;
        }
        if (!value.canConvertToInt()
                || !value.isIntegralNumber()
                || value.intValue() < least
                || value.intValue() > most) {
            throw unreadable("'%s' is no number from %d to %d".formatted(member, least, most));
        }
        return value.intValue();
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
    }

    private static ModelRejectedException unreadable(String why) {
        return new ModelRejectedException("model-unreadable", LOG.unreadableUpstream(why), null);
    }
}
