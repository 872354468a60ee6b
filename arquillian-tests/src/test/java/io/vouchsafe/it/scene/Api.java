package io.vouchsafe.it.scene;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.it.harness.Ports;
import io.vouchsafe.it.harness.Realm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The suite over HTTP, as one caller. */
public final class Api {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A token lives five minutes. */
    private static final Duration FRESH = Duration.ofMinutes(3);

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();

    private record Token(String value, Instant until) {}

    private final Supplier<@Nullable String> credential;

    private Api(Supplier<@Nullable String> credential) {
        this.credential = credential;
    }

    /** One of the realm's users, such as {@code owner}. */
    public static Api as(String user) {
        return new Api(() -> token(user, () -> Realm.tokenOf(user)));
    }

    /** The service account of acme, a partner-developer. */
    public static Api machine() {
        return new Api(() -> token("client:machine", Realm::tokenOfMachine));
    }

    /** Who holds an API key, or any other credential. */
    public static Api with(String credential) {
        return new Api(() -> credential);
    }

    public static Api nobody() {
        return new Api(() -> null);
    }

    private static String token(String name, Supplier<String> source) {
        return TOKENS.compute(
                        name,
                        (key, known) ->
                                known != null && Instant.now().isBefore(known.until())
                                        ? known
                                        : new Token(source.get(), Instant.now().plus(FRESH)))
                .value();
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer post(String path, Object json, String... headers) {
        return send("POST", path, bytes(json), with(headers, "Content-Type", "application/json"));
    }

    public Answer put(String path, Object json) {
        return send("PUT", path, bytes(json), "Content-Type", "application/json");
    }

    /** A model's archive. */
    public Answer upload(String path, byte[] archive) {
        boolean zip = archive.length > 1 && archive[0] == 'P' && archive[1] == 'K';
        return send(
                "POST",
                path,
                archive,
                "Content-Type",
                zip ? "application/zip" : "application/gzip");
    }

    /** One prediction by the Open Inference Protocol. */
    public Answer infer(String model, Object body, String... headers) {
        return post("/v2/models/" + model + "/infer", body, headers);
    }

    /**
     * Sends bytes as they are.
     *
     * @param headers name, value, name, value …
     */
    public Answer send(String method, String path, byte @Nullable [] body, String... headers) {
        return exchange(request(method, path, body, headers).build());
    }

    /** A request to be changed by the caller before {@link #exchange}. */
    public HttpRequest.Builder request(
            String method, String path, byte @Nullable [] body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(Ports.api(path))
                        .timeout(LIMIT)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(body));
        String value = credential.get();
        if (value != null) {
            request.setHeader("Authorization", "Bearer " + value);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    public static Answer exchange(HttpRequest request) {
        try {
            return tryExchange(request);
        } catch (IOException cause) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), cause);
        }
    }

    /** As {@link #exchange}, for those who expect the server to be away. */
    public static Answer tryExchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    request.method() + " " + request.uri().getPath(),
                    response.statusCode(),
                    response.headers(),
                    response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static byte[] bytes(Object json) {
        try {
            return switch (json) {
                case byte[] raw -> raw;
                case String text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                case JsonNode tree -> Answer.JSON.writeValueAsBytes(tree);
                default -> Answer.JSON.writeValueAsBytes(json);
            };
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] all = new String[headers.length + 2];
        all[0] = name;
        all[1] = value;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }
}
