package io.vouchsafe.launcher.seed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo's names and request bodies, all in one place. */
final class Demo {

    static final String PARTNER = "acme";
    static final String PLAN = "demo";
    static final String POLICY = "demo-masking";
    static final String CREDENTIAL = "demo key";
    static final String CLI_CLIENT = "vouchsafe-cli";
    static final String SERVICE_CLIENT = "acme-service";
    static final String MODEL = "credit-risk";
    static final String PURPOSE = "credit-decision";
    static final List<String> MODELS = List.of(MODEL, "message-topic");

    private static final int SEED = 20_261_123;

    private Demo() {}

    static Map<String, Object> partner() {
        return Map.of("id", PARTNER, "name", "Acme Bank", "country", "DE");
    }

    static Map<String, Object> plan() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", PLAN);
        body.put("currency", "EUR");
        body.put("pricePerCall", "0.0010");
        body.put("requestsPerSecond", 100);
        body.put("callsPerDay", 100_000);
        return body;
    }

    static Map<String, Object> training(String model) {
        return Map.of("recipe", model, "model", model, "seed", SEED);
    }

    static Map<String, Object> comment(String text) {
        return Map.of("comment", text);
    }

    /** The model needs the postcode's region only; nobody's address belongs into a message. */
    static Map<String, Object> policy() {
        Map<String, Object> region =
                Map.of(
                        "input", "postcode",
                        "operator", "mask",
                        "parameters", Map.of("keep_first", "2"));
        return Map.of(
                "name", POLICY, "rules", List.of(region, noAddress("subject"), noAddress("text")));
    }

    private static Map<String, Object> noAddress(String input) {
        return Map.of("input", input, "entity", "EMAIL_ADDRESS", "operator", "redact");
    }

    static Map<String, Object> contract(String plan, String policy, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("partner", PARTNER);
        body.put("plan", plan);
        body.put("models", MODELS);
        body.put("purposes", List.of(PURPOSE, "support-routing"));
        body.put("maskingPolicy", policy);
        body.put("validFrom", day(now).toString());
        body.put("validTo", inYears(now, 1).toString());
        return body;
    }

    static Map<String, Object> credential(Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", CREDENTIAL);
        body.put("scopes", List.of("infer"));
        body.put("models", List.of());
        body.put("expiresAt", inYears(now, 1).toString());
        return body;
    }

    private static Instant day(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS);
    }

    private static Instant inYears(Instant now, int years) {
        return day(now).atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }
}
