package io.vouchsafe.launcher.seed;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.launcher.data.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON and forms over HTTP; each call is made in the name of a step. */
final class Http {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Answer get(String step, URI uri, Secret bearer) {
        return send(step, request(uri, bearer).GET());
    }

    Answer post(String step, URI uri, Object body, Secret bearer) {
        return post(step, uri, body, bearer, Map.of());
    }

    Answer post(String step, URI uri, Object body, Secret bearer, Map<String, String> headers) {
        HttpRequest.Builder request = request(uri, bearer).POST(json(body));
        headers.forEach(request::header);
        return send(step, request);
    }

    Answer put(String step, URI uri, Object body, Secret bearer) {
        return send(step, request(uri, bearer).PUT(json(body)));
    }

    Answer delete(String step, URI uri, Secret bearer) {
        return send(step, request(uri, bearer).DELETE());
    }

    Answer form(String step, URI uri, Map<String, String> fields) {
        String text =
                fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                step,
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(text)));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder request(URI uri, Secret bearer) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + bearer.reveal())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json");
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private Answer send(String step, HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(LIMIT).build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return new Answer(
                    step,
                    request.method(),
                    request.uri(),
                    answer.statusCode(),
                    answer.headers(),
                    answer.body());
        } catch (IOException failed) {
            String reason = failed.getClass().getSimpleName();
            throw MESSAGES.unreachable(step, request.uri(), reason, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw MESSAGES.stopping(step);
        }
    }
}
