package io.vouchsafe.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark's contract: the demo's partner, model and masking, with a rate and a quota that no
 * machine reaches. Made once per data folder, through the public API.
 */
public final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PLENTY = 1_000_000_000L;

    private final DemoEnv demo;
    private final HttpClient http = HttpClient.newHttpClient();

    private Contract(DemoEnv demo) {
        this.demo = demo;
    }

    /** Its id. */
    public static String ensure(DemoEnv demo, Path data) throws IOException, InterruptedException {
        Path file = data.resolve("benchmark-contract");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        String id = new Contract(demo).make();
        Files.writeString(file, id);
        return id;
    }

    private String make() throws IOException, InterruptedException {
        String admin = token("admin", "ADMIN");
        String name = "benchmark-" + Instant.now().getEpochSecond();
        String plan =
                id(
                        "/api/plans",
                        admin,
                        Map.of(
                                "name",
                                name,
                                "currency",
                                "EUR",
                                "pricePerCall",
                                "0.0010",
                                "requestsPerSecond",
                                1_000_000,
                                "callsPerDay",
                                PLENTY));
        Map<String, Object> region =
                Map.of(
                        "input", "postcode",
                        "operator", "mask",
                        "parameters", Map.of("keep_first", "2"));
        Map<String, Object> address =
                Map.of("input", "*", "entity", "EMAIL_ADDRESS", "operator", "redact");
        String policy =
                id(
                        "/api/policies",
                        token("approver", "APPROVER"),
                        Map.of("name", name, "rules", List.of(region, address)));
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        String contract =
                id(
                        "/api/contracts",
                        admin,
                        Map.of(
                                "partner", "acme",
                                "plan", plan,
                                "models", List.of(demo.get("VOUCHSAFE_DEMO_MODEL")),
                                "purposes", List.of("credit-decision"),
                                "maskingPolicy", policy,
                                "validFrom", today.toString(),
                                "validTo", today.plus(365, ChronoUnit.DAYS).toString()));
        Map<String, Object> why = Map.of("comment", "Benchmark.");
        post("/api/contracts/" + contract + "/offer", admin, why);
        post("/api/contracts/" + contract + "/sign", token("acme", "ACME"), why);
        post("/api/contracts/" + contract + "/countersign", admin, why);
        return contract;
    }

    private String token(String user, String fact) throws IOException, InterruptedException {
        String form =
                "grant_type=password&client_id=%s&username=%s&password=%s"
                        .formatted(
                                encoded(demo.get("VOUCHSAFE_CLI_CLIENT")),
                                user,
                                encoded(demo.get("VOUCHSAFE_USER_" + fact)));
        return send(
                        URI.create(
                                demo.get("VOUCHSAFE_OIDC_ISSUER")
                                        + "/protocol/openid-connect/token"),
                        "application/x-www-form-urlencoded",
                        null,
                        form)
                .path("access_token")
                .asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String id(String path, String token, Object body)
            throws IOException, InterruptedException {
        return post(path, token, body).path("id").asText();
    }

    private JsonNode post(String path, String token, Object body)
            throws IOException, InterruptedException {
        return send(
                URI.create(demo.get("VOUCHSAFE_URL") + path),
                "application/json",
                token,
                JSON.writeValueAsString(body));
    }

    private JsonNode send(URI uri, String type, @Nullable String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(uri, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }
}
